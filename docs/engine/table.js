// A published table as the engine of queries reads it: one Parquet file, or one for each value of the column it is divided by.
import { decompress } from "fzstd";
import { parquetMetadataAsync, parquetScan } from "hyparquet";
import { rangesOf } from "./bytes.js";
import { understand } from "./conditions.js";

const GAP = 4000, MOST_SPANS = 24, AT_ONCE = 12, FEW = 5000;
const compressors = { ZSTD: (input, length) => decompress(input, new Uint8Array(length)) };

// `about`: {rows, columns: {name: type}, file, parts}; `file` is the whole table, `parts` the same rows divided, each as {url,
// bytes, footer, only: {column: value}}. A large table has parts only.
export function tableOf(about, told) {
  const names = Object.keys(about.columns), openable = it => ({ ...it, bytes: rangesOf(it.url, it.bytes, told) });
  const whole = about.file ? [openable(about.file)] : [], parts = about.parts.map(openable);
  const filesFor = asked => {
    const held = parts.filter(it => mayHold(it, asked));
    return held.length < parts.length || !whole.length ? held : whole;
  };
  return {
    columns: names,
    numRows: about.rows,
    scan({ columns = names, where, limit, offset, signal }) {
      const asked = understand(where, about.columns);
      const most = limit !== undefined && asked.whole ? limit + (offset ?? 0) : Infinity;
      const wanted = filesFor(asked);
      return {
        appliedWhere: asked.whole,
        appliedLimitOffset: false,
        async *rows() {
          let given = 0;
          // Several files and ranges at once, unless a few rows will do.
          const width = most === Infinity ? AT_ONCE : 1;
          for await (const ranges of ahead(wanted, width, file => begin(file, asked, columns, most - given))) {
            for await (const found of ahead(ranges, width, range => range())) {
              for (const row of found) {
                if (signal?.aborted) return;
                yield row;
                if (++given >= most) return;
              }
            }
          }
        },
      };
    },
  };
}

// What `start` promises for each thing, in order, begun up to `width` ahead of the reader.
async function* ahead(things, width, start) {
  const begun = [];
  for (let number = 0; number < things.length; number++) {
    while (begun.length < Math.min(things.length, number + width)) {
      const promise = start(things[begun.length]);
      promise.catch(() => {});
      begun.push(promise);
    }
    const found = await begun[number];
    begun[number] = undefined;
    yield found;
  }
}

function mayHold(file, asked) {
  const only = file.only ?? {};
  if (!asked.columns.length || !asked.columns.every(name => Object.hasOwn(only, name))) return !prunedBy(asked.filter, only);
  return asked.test(name => only[name], 0);
}

// Whether the value a file is divided by rules out all its rows.
function prunedBy(filter, only) {
  if (!filter) return false;
  if (filter.$and) return filter.$and.some(part => prunedBy(part, only));
  if (filter.$or) return filter.$or.every(part => prunedBy(part, only));
  const [[name, { $eq, $in, $lt, $gt, $lte, $gte }]] = Object.entries(filter);
  if (!Object.hasOwn(only, name)) return false;
  const value = only[name];
  return ($eq !== undefined && value !== $eq) || ($in && !$in.includes(value)) || value >= $lt || value <= $gt || value > $lte || value < $gte;
}

// Give for each range of a file that may hold rows what reads them.
async function begin(file, asked, columns, most = Infinity) {
  const only = file.only ?? {}, inFile = name => !Object.hasOwn(only, name);
  file.metadata ??= parquetMetadataAsync(file.bytes, { initialFetchSize: file.footer, geoparquet: false });
  const metadata = await file.metadata.catch(error => {
    file.metadata = undefined;
    throw error;
  });
  const scan = await parquetScan({
    file: file.bytes,
    metadata,
    compressors,
    columns: [...new Set([...columns, ...asked.columns])].filter(inFile),
    pruningFilter: withoutParts(asked.filter, only),
    usePageIndex: true,
    filterStrict: false,
  });
  const read = async (names, rowStart, rowEnd) => {
    const found = await Promise.all(names.map(name =>
      inFile(name) ? scan.readColumn({ column: name, rowStart, rowEnd }) : null));
    const byName = new Map(names.map((name, at) => [name, found[at]]));
    return (name, row) => inFile(name) ? plain(byName.get(name)[row - rowStart]) : only[name];
  };
  const ranges = asked.columns.length ? scan.ranges : narrowed(scan.ranges, most);
  return ranges.map(range => () => rowsOf(range, read, asked, columns));
}

function narrowed(ranges, most) {
  const found = [];
  for (const { rowStart, rowEnd } of ranges) {
    if (most <= 0) break;
    found.push({ rowStart, rowEnd: Math.min(rowEnd, rowStart + most) });
    most -= rowEnd - rowStart;
  }
  return found;
}

// First the columns a condition asks for, then the others of the rows that pass, near ones together; of few rows all at once.
async function rowsOf({ rowStart, rowEnd }, read, asked, columns) {
  const few = rowEnd - rowStart <= FEW, before = few ? [...new Set([...asked.columns, ...columns])] : asked.columns;
  const tested = await read(before, rowStart, rowEnd), passed = [];
  for (let row = rowStart; row < rowEnd; row++) if (asked.test(tested, row)) passed.push(row);
  if (!passed.length) return [];
  const left = columns.filter(name => !before.includes(name));
  const found = await Promise.all(spans(passed).map(async rows => {
    const other = await read(left, rows[0], rows.at(-1) + 1);
    return rows.map(row => made(columns, name => (before.includes(name) ? tested : other)(name, row)));
  }));
  return found.flat();
}

function spans(rows) {
  const found = [[rows[0]]];
  for (const row of rows.slice(1)) row - found.at(-1).at(-1) > GAP ? found.push([row]) : found.at(-1).push(row);
  return found.length > MOST_SPANS ? [rows] : found;
}

function made(columns, read) {
  const resolved = {}, cells = {};
  for (const name of columns) {
    const value = resolved[name] = read(name);
    cells[name] = () => Promise.resolve(value);
  }
  return { columns, cells, resolved };
}

// Whole numbers come as BigInt; those that a number holds exactly become one. Decimals are rounded to the four places they have.
function plain(value) {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value === "number" && !Number.isInteger(value)) return Math.round(value * 1e4) / 1e4;
  return value ?? null;
}

function withoutParts(filter, only) {
  if (!filter) return undefined;
  if (filter.$and) {
    const left = filter.$and.map(part => withoutParts(part, only)).filter(Boolean);
    return left.length ? { $and: left } : undefined;
  }
  if (filter.$or) {
    const left = filter.$or.map(part => withoutParts(part, only));
    return left.every(Boolean) ? { $or: left } : undefined;
  }
  return Object.keys(filter).some(name => Object.hasOwn(only, name)) ? undefined : filter;
}
