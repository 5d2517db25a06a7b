// Two sides by an address that can be shared: `?a=<report>:<scope>:<basis>&b=...`. Each side's figures are a small script.
"use strict";
(() => {
  const form = document.querySelector("form.choose"), MOST = 40;
  if (!form) return;
  const told = document.querySelector(".told"), place = document.querySelector(".compared");
  const english = document.documentElement.lang === "en" ? 1 : 0, { root, shared, places } = form.dataset;
  const sides = new Map(), failed = new Set();
  let lines = null;
  window.opaSide = ([name, side]) => sides.set(name, side);
  window.opaAccounts = found => { lines = found; };

  const say = (word, parts = {}) => form.dataset[word].replace(/%(\w+)/g, (all, name) => name in parts ? parts[name] : all);
  const element = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
  const count = number => number === null ? "-" : (number < 0 ? "△" : "") + Math.abs(number).toLocaleString("en", { maximumFractionDigits: 1 });
  const named = (table, name) => (lines[table][name] || [name, name])[english] || name;

  // A side by its address; a code alone is the newest report of the body, a report alone its first scope and basis.
  const open = async address => {
    let [name, ...key] = address.split(":");
    const body = opaLookup.bodies().find(it => it.code === name);
    if (body) name = body.reports[0];
    if (!/^[\w-]+$/.test(name) || failed.has(name)) throw new Error(address);
    await opaLookup.load(`${shared}compare/${name}.js`);
    const report = sides.get(name);
    if (!report || !Object.keys(report.sides).length) throw new Error(address);
    const chosen = report.sides[key.join(":")] ? key.join(":") : Object.keys(report.sides)[0], [scope, basis] = chosen.split(":");
    const figures = new Map(report.sides[chosen].map(([account, yen, table, row, unit]) => [account, { yen, unit, way: `${root}reports/${name}/${table}/index.html#${row}` }]));
    return { ...report, name, chosen, scope, basis, figures, people: report.body[3] };
  };
  const bodyName = side => side.body[1 + english] || side.body[1];
  const title = side => say("side", { body: bodyName(side), year: side.year, scope: named("scopes", side.scope), basis: named("bases", side.basis) });

  const amount = figure => {
    const cell = element("td", "");
    if (figure) cell.append(element("a", count(figure.yen), { href: figure.way }));
    else cell.append(element("span", say("absent"), { className: "absent" }));
    return cell;
  };
  const difference = (one, other) => element("td", one && other ? count((other.yen || 0) - (one.yen || 0)) : "");
  const each = (figure, side) => element("td", figure && figure.yen !== null && side.people ? count(Math.round(figure.yen / side.people)) : "");

  const tableOf = (name, rows, [a, b]) => {
    const table = element("table", "", { className: "figures wide" }), head = table.createTHead().insertRow(), body = table.createTBody();
    const people = [a, b].map(side => Boolean(side.people));
    table.append(element("caption", `${name} · ${say("yen")}`));
    const heads = [title(a), title(b), say("difference"), ...(people[0] ? [say("each", { side: title(a) })] : []), ...(people[1] ? [say("each", { side: title(b) })] : [])];
    head.append(element("th", say("item"), { scope: "col" }), ...heads.map(text => element("th", text, { scope: "col", className: "num" })));
    for (const [label, depth, one, other] of rows) {
      const row = body.insertRow();
      row.className = `d${depth}`;
      row.append(element("th", label, { scope: "row" }), amount(one), amount(other), difference(one, other));
      if (people[0]) row.append(each(one, a));
      if (people[1]) row.append(each(other, b));
    }
    const around = element("div", "", { className: "scroll", tabIndex: 0 });
    around.setAttribute("role", "region");
    around.setAttribute("aria-label", name);
    around.append(table);
    return around;
  };

  // What is to be kept in mind, and what stands on one side only.
  const warnings = ([a, b], missing) => [
    a.name === b.name && a.chosen === b.chosen ? say("same") : "",
    a.taxonomy === b.taxonomy ? "" : say("forms"),
    a.scope === b.scope || a.taxonomy !== b.taxonomy ? "" : say("scopes", { a: named("scopes", a.scope), b: named("scopes", b.scope) }),
    (a.basis === "actual") === (b.basis === "actual") ? "" : say("bases"),
    ...missing.map(([side, names]) => names.length ? say("missing", { side: title(side), names: names.join(english ? ", " : "、") }) : ""),
    [a, b].some(side => side.people) ? say("people") : "",
    say("rounding", { a: units(a), b: units(b) }),
  ].filter(Boolean);
  const units = side => [...new Set([...side.figures.values()].map(it => named("units", it.unit)))].join(english ? ", " : "・");

  const show = pair => {
    const [a, b] = pair, alike = a.taxonomy === b.taxonomy, sections = [], missing = [[a, []], [b, []]];
    if (alike) {
      for (const [statement, names] of Object.entries(lines.statements)) {
        const own = lines.accounts.filter(it => it[3] === statement), printed = pair.map(side => own.some(it => side.figures.has(it[0])));
        if (printed[0] !== printed[1]) missing[printed[0] ? 1 : 0][1].push(names[english]);
        if (!printed[0] || !printed[1]) continue;
        const rows = own.filter(it => a.figures.has(it[0]) || b.figures.has(it[0]))
          .map(([account, ja, en, , depth]) => [english ? en || ja : ja, depth, a.figures.get(account), b.figures.get(account)]);
        sections.push([names[english], rows]);
      }
    } else {
      const rows = lines.roles.map(([names, roles]) => [names[english], 0, a.figures.get(roles[a.taxonomy]), b.figures.get(roles[b.taxonomy])]);
      sections.push([say("overview"), rows.filter(row => row[2] || row[3])]);
    }
    const notes = element("ul", "", { className: "notes" });
    notes.append(...warnings(pair, missing).map(text => element("li", text)));
    place.replaceChildren(notes, ...sections.flatMap(([name, rows]) => [element("h2", name), tableOf(name, rows, pair)]));
    told.textContent = sections.length ? `${title(a)} – ${title(b)}` : say("nothing");
    document.title = document.title.replace(/^(.*: )?/, `${title(a)} – ${title(b)}: `);
  };

  // The lists to choose from: bodies by name, then their reports, then scope and basis.
  const fields = [...form.querySelectorAll("fieldset")].map(set => ({ seek: set.querySelector("input"), report: set.querySelector(".report"), side: set.querySelector(".side") }));
  const list = field => {
    const text = field.seek.value.trim(), kept = field.report.value;
    const found = (text ? opaLookup.findPlaces(text).map(it => it.thing) : opaLookup.bodies()).filter(it => it.reports.length).slice(0, MOST);
    field.report.replaceChildren(...found.map(it => {
      const group = element("optgroup", "", { label: english ? it.row[8] || it.row[3] : it.row[3] });
      group.append(...it.reports.map(name => element("option", name.replace(`${it.code}-`, ""), { value: name })));
      return group;
    }));
    if (found.some(it => it.reports.includes(kept))) field.report.value = kept;
  };
  const listSides = (field, side) => {
    const options = Object.keys(side.sides).map(key => {
      const [scope, basis] = key.split(":");
      return element("option", `${named("scopes", scope)} · ${named("bases", basis)}`, { value: key });
    });
    field.side.replaceChildren(...options);
    field.side.value = side.chosen;
    if (![...field.report.options].some(it => it.value === side.name)) {
      field.seek.value = bodyName(side);
      list(field);
    }
    field.report.value = side.name;
  };
  const compare = async (addresses, keep) => {
    const found = await Promise.allSettled(addresses.map(open)), bad = found.findIndex(it => it.status === "rejected");
    found.forEach((it, at) => it.value && listSides(fields[at], it.value));
    if (bad >= 0) {
      place.replaceChildren();
      told.textContent = say("unknown", { name: addresses[bad] });
      return;
    }
    const pair = found.map(it => it.value), query = ["a", "b"].map((name, at) => `${name}=${pair[at].name}:${pair[at].chosen}`).join("&");
    if (keep) history.pushState(null, "", `${location.pathname}?${query}`);
    show(pair);
  };

  const fromAddress = () => {
    const given = new URLSearchParams(location.search), wanted = ["a", "b"].map(name => given.get(name) || "");
    if (wanted.every(Boolean)) compare(wanted);
    else if (wanted[0] || wanted[1]) compare(wanted.map((it, at) => it || fields[at].report.value));
  };
  fields.forEach(field => {
    field.seek.addEventListener("input", () => {
      list(field);
      field.report.dispatchEvent(new Event("change"));
    });
    field.report.addEventListener("change", () => field.report.value && open(field.report.value).then(side => listSides(field, side), () => {}));
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    compare(fields.map(field => `${field.report.value}:${field.side.value}`), true);
  });
  addEventListener("popstate", fromAddress);
  Promise.all([opaLookup.load(places), opaLookup.load(`${shared}compare/accounts.js`)]).then(() => {
    form.hidden = false;
    fields.forEach(list);
    fields.forEach((field, at) => {
      if (at && field.report.options.length > 1) field.report.selectedIndex = 1;
      field.report.dispatchEvent(new Event("change"));
    });
    fromAddress();
  }, () => { told.textContent = say("lost"); });
})();
