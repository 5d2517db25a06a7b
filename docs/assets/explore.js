// The page that explores the data: nothing is loaded until a question is asked, by the button or by one in the address.
"use strict";
(() => {
  const form = document.querySelector("form.ask");
  if (!form) return;
  const SHOWN = 500, MOST = 50000, ROWS_OF_A_PART = 500;
  const box = form.querySelector("textarea"), [run, stop, save] = form.querySelectorAll("button");
  const told = document.querySelector(".told"), answer = document.querySelector(".answer");
  const { shared, root, engine, index } = form.dataset;
  let worker, tables, kept, asked = 0;

  const say = (word, parts = {}) => form.dataset[word].replace(/%(\w+)/g, (all, name) => name in parts ? parts[name] : all);
  const count = number => number.toLocaleString("en");
  const element = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

  // The address of a figure follows from its id: see "permalinks" in the documentation.
  const permalink = id => {
    const [report, table, row, column] = id.split(":");
    if (column === undefined) return "";
    const number = Number((/-([0-9]+)$/.exec(row) || [0, 1])[1]), part = Math.ceil(number / ROWS_OF_A_PART);
    return `${root}reports/${report}/${table}/${part > 1 ? `${part}/` : ""}index.html#${row}:${column}`;
  };
  const LINKS = { fact_id: permalink, report: id => `${root}reports/${id}/index.html`, rule: id => `${root}rules/${id}/index.html` };

  const open = async () => {
    const found = await fetch(new URL(shared + index, location)).catch(() => null);
    if (!found || !found.ok) throw { url: shared + index };
    tables = await found.json();
    for (const table of Object.values(tables)) {
      for (const file of [table.file, ...table.parts].filter(Boolean)) file.url = new URL(`${shared}data/${file.url}`, location).href;
    }
  };

  const begin = () => {
    worker = new Worker(new URL(shared + engine, location));
    worker.onmessage = ({ data }) => {
      if (data.number === asked) data.error ? fail(data.error) : show(data);
    };
    worker.onerror = () => {
      quit();
      fail({ url: shared + engine });
    };
  };
  const quit = () => {
    if (worker) worker.terminate();
    worker = undefined;
  };

  const ask = async query => {
    if (location.protocol === "file:") return tell(say("folder"));
    const number = ++asked;
    kept = undefined;
    answer.hidden = save.hidden = true;
    answer.replaceChildren();
    tell(say("running"));
    answer.setAttribute("aria-busy", "true");
    stop.hidden = false;
    if (!query.trim()) return fail({ empty: true });
    if (!worker) begin();
    try {
      if (!tables) await open();
    } catch (error) {
      return fail(error);
    }
    if (number !== asked) return;
    worker.postMessage({ query, tables, most: MOST, number });
  };

  const tell = text => {
    told.textContent = text;
    stop.hidden = true;
    answer.setAttribute("aria-busy", "false");
  };

  // What went wrong, where in the query, and what can be asked.
  const fail = error => {
    if (error.empty) return tell(say("empty"));
    if (error.url) return tell(say("missing", { url: decodeURI(new URL(error.url, location).pathname) }));
    const at = error.positionStart;
    tell(at === undefined ? say("failed") : say("place", placeOf(at)));
    answer.append(element("p", error.message, { lang: "en", className: "message" }));
    if (at !== undefined) answer.append(element("pre", excerpt(at, error.positionEnd), { tabIndex: 0, translate: false }));
    answer.append(element("p", say("allowed"), { className: "note" }));
    answer.hidden = false;
  };
  const placeOf = at => {
    const before = box.value.slice(0, at).split("\n");
    return { line: before.length, column: before.at(-1).length + 1 };
  };
  const excerpt = (start, end) => {
    const from = box.value.lastIndexOf("\n", start - 1) + 1, to = (box.value + "\n").indexOf("\n", start);
    const line = box.value.slice(from, to), wide = text => [...text].map(sign => sign > "\u2e7f" ? "\u3000" : " ").join("");
    return `${line}\n${wide(line.slice(0, start - from))}${"^".repeat(Math.max(1, Math.min(end, to) - start))}`;
  };

  const show = data => {
    const { columns, rows, more, bytes, requests, ms } = data;
    kept = data;
    const cost = say("cost", { kb: count(Math.ceil(bytes / 1024)), requests, seconds: (ms / 1000).toFixed(2) });
    tell((rows.length ? say("rows", { n: count(rows.length) }) : say("none")) + (more ? ` ${say("more", { n: count(MOST) })}` : "") + ` ${cost}`);
    if (!rows.length) return;
    const table = element("table", "", { className: "figures wide plain" });
    const shown = rows.length > SHOWN ? say("old", { n: count(SHOWN) }) : "";
    table.append(element("caption", `${say("table")} ${shown}`));
    const numeric = columns.map((_, at) => rows.some(row => typeof row[at] === "number") && rows.every(row => row[at] === null || typeof row[at] === "number"));
    const head = table.createTHead().insertRow(), body = table.createTBody();
    columns.forEach((name, at) => head.append(element("th", name, { scope: "col", className: numeric[at] ? "num" : "" })));
    for (const row of rows.slice(0, SHOWN)) {
      const line = body.insertRow();
      row.forEach((value, at) => line.append(cell(columns[at], value, numeric[at])));
    }
    const around = element("div", "", { className: "scroll", tabIndex: 0 });
    around.setAttribute("role", "region");
    around.setAttribute("aria-label", say("table"));
    around.append(table);
    answer.append(around);
    answer.hidden = save.hidden = false;
  };
  const cell = (name, value, numeric) => {
    const made = element("td", "", { className: numeric ? "" : "text" });
    const text = value === null ? "" : typeof value === "number" && Math.abs(value) >= 10000 ? value.toLocaleString("en", { maximumFractionDigits: 20 }) : String(value);
    const way = value && LINKS[name] ? LINKS[name](String(value)) : "";
    made.append(way ? element("a", text, { href: way }) : text);
    return made;
  };

  // As CSV: every row that came, not only those shown.
  save.addEventListener("click", () => {
    const quoted = value => value === null ? "" : /[",\r\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
    const lines = [kept.columns, ...kept.rows].map(row => row.map(quoted).join(","));
    const address = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "text/csv" }));
    element("a", "", { href: address, download: say("csv") }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
  stop.addEventListener("click", () => {
    asked++;
    quit();
    tell(say("stopped"));
  });
  const askAnew = () => {
    const address = `#sql=${encodeURIComponent(box.value)}`;
    if (location.hash !== address) history.pushState(null, "", location.pathname + address);
    ask(box.value);
  };
  form.addEventListener("submit", event => {
    event.preventDefault();
    askAnew();
  });
  document.querySelectorAll(".asked").forEach(question => question.querySelector("button").addEventListener("click", () => {
    box.value = question.querySelector("code").textContent;
    box.focus();
    askAnew();
  }));
  box.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(run);
  });

  const fromAddress = () => {
    const given = /^#sql=(.*)$/s.exec(location.hash) || /[?&](?:q|sql)=([^&]*)/.exec(location.search);
    if (!given) return;
    try {
      box.value = decodeURIComponent(given[1].replace(/\+/g, given[0].startsWith("#") ? "+" : "%20"));
    } catch {
      return;
    }
    ask(box.value);
  };
  // Back to a question that was asked before.
  addEventListener("popstate", fromAddress);
  form.hidden = false;
  document.querySelectorAll(".ready").forEach(it => { it.hidden = false; });
  const first = document.querySelector(".asked code");
  if (first) box.value = first.textContent;
  fromAddress();
})();
