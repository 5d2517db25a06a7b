// Runs one query after another away from the page: takes {query, tables, most}, gives {columns, rows, more, ...} or {error}.
import { collect, executeSql } from "squirreling";
import { tableOf } from "./table.js";

const opened = new Map();
let bytes = 0, requests = 0;

self.onmessage = async ({ data: { query, tables, most, number } }) => {
  const start = performance.now();
  bytes = requests = 0;
  try {
    for (const [name, about] of Object.entries(tables)) if (!opened.has(name)) opened.set(name, tableOf(about, tell));
    self.postMessage({ number, ...await run(query, most), bytes, requests, ms: performance.now() - start });
  } catch (error) {
    const { name, message, positionStart, positionEnd, url } = error;
    self.postMessage({ number, error: { name, message, positionStart, positionEnd, url } });
  }
};

const tell = size => {
  bytes += size;
  requests += 1;
};

async function run(query, most) {
  const results = executeSql({ tables: Object.fromEntries(opened), query }), { columns } = results;
  let taken = 0, more = false;
  async function* some() {
    for await (const row of results.rows()) {
      if (taken++ >= most) {
        more = true;
        return;
      }
      yield row;
    }
  }
  const rows = await collect({ columns, rows: some });
  return { columns, rows: rows.map(row => columns.map(name => told(row[name]))), more };
}

// What cannot be shown as it is becomes text; numbers, texts, truths and nothing stay.
function told(value) {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return value.toString();
  return typeof value === "object" ? JSON.stringify(value) : value;
}
