// The page of search results: the words stand in the address (`?q=`), so that results can be shared and gone back to.
"use strict";
(() => {
  const form = document.querySelector("form.seek"), FEW = 8, MANY = 100;
  if (!form) return;
  const box = form.querySelector("input"), told = document.querySelector(".told"), results = document.querySelector(".results");
  const english = document.documentElement.lang === "en", { root, places, index } = form.dataset;
  let ready = false, waiting = 0;

  const say = (word, parts = {}) => form.dataset[word].replace(/%(\w+)/g, (all, name) => name in parts ? parts[name] : all);
  const element = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
  const link = (href, text, lang) => element("a", text, lang ? { href, lang } : { href });
  const small = text => element("small", text);

  // A body: its own documents, what the whole country's package has of it, or a municipality that stands in the list of grants only.
  const placeLine = ({ row: [code, , county, name, read, latin, , yen, own, reports], pref, national }) => {
    const grant = yen === null || yen === undefined ? "" : `${root}find/${pref[2]}/index.html#${code}`, item = element("li", "");
    const label = english ? own || latin || name : name;
    const country = national ? `${root}national/${code}/index.html` : "";
    const way = reports ? `${root}bodies/${code}/index.html` : country || grant;
    item.append(link(way, label, english && label === name ? "ja" : ""), " ");
    const about = english ? [own || latin ? name : "", pref[1]] : [pref[0] + county, read];
    item.append(small([...about, /^[0-9]+$/.test(code) ? say("code", { code }) : ""].filter(Boolean).join(" · ")));
    if (reports && country) item.append(" ", link(country, say("national")));
    if (!reports && !country) item.append(" ", small(say("nothing")));
    else if (grant) item.append(" ", link(grant, say("grant")));
    return item;
  };

  const wordLine = ({ row: [kind, href, ja, en, , id, total, ...prints] }) => {
    const item = element("li", ""), own = english ? en || ja : ja, other = english ? (en ? ja : "") : en;
    item.append(link(root + href, own, english && !en ? "ja" : ""));
    if (other && other !== own) item.append(" ", element("small", other, { lang: english ? "ja" : "en" }));
    const { kinds, entries, reports, tables } = opaLookup.words();
    const above = kinds[kind] === "page" && id ? entries.find(it => it.row[1] === id) : null;
    if (above) item.append(" ", small(`– ${above.row[english ? 3 : 2]}`));
    if (!total) return item;
    const row = kinds[kind] === "account" ? `#${id}` : "", line = element("span", `${say("printed", { n: total })} `, { className: "prints" });
    for (let at = 0; at < prints.length; at += 2) {
      const [report, year, japanese, latin] = reports[prints[at]];
      if (at) line.append(" · ");
      line.append(link(`${root}reports/${report}/${tables[prints[at + 1]]}/index.html${row}`, `${english ? latin : japanese} ${say("year", { year })}`));
    }
    item.append(line);
    return item;
  };

  const group = (kind, found, line) => {
    const section = element("section", ""), list = element("ol", "", { className: "hits" });
    section.append(element("h2", `${form.dataset[`kind${kind[0].toUpperCase()}${kind.slice(1)}`]} `, {}), list);
    section.firstChild.append(small(`${found.length}`));
    list.append(...found.slice(0, FEW).map(it => line(it.thing)));
    if (found.length > FEW) {
      const more = element("button", say("all", { n: Math.min(found.length, MANY) }), { type: "button" });
      more.addEventListener("click", () => {
        const next = list.children.length;
        list.append(...found.slice(FEW, MANY).map(it => line(it.thing)));
        more.remove();
        list.children[next].querySelector("a").focus();
      });
      section.append(more);
    }
    return section;
  };

  const search = () => {
    const text = box.value.trim();
    results.replaceChildren();
    told.textContent = "";
    document.title = document.title.replace(/^(.*: )?/, text ? `${text}: ` : "");
    if (!ready || !text) return;
    const groups = new Map(), { kinds } = opaLookup.words();
    const places = [text, ...opaLookup.others(text)].flatMap((word, at) => opaLookup.findPlaces(word).filter(it => !at || it.mark === 3));
    if (places.length) groups.set("place", [...new Map(places.map(it => [it.thing, it])).values()]);
    for (const it of opaLookup.findWords(text)) {
      const kind = kinds[it.thing.row[0]];
      groups.set(kind, [...(groups.get(kind) || []), it]);
    }
    // What answers best stands first: a name typed in full before letters found in the middle.
    const mark = ([kind, found]) => (kind === "place" ? [0, 1, 2.5, 4.5][found[0].mark] : found[0].mark);
    const ordered = [...groups].sort((one, other) => mark(other) - mark(one));
    results.append(...ordered.map(([kind, found]) => group(kind, found, kind === "place" ? placeLine : wordLine)));
    const count = ordered.reduce((sum, [, found]) => sum + found.length, 0);
    told.textContent = count ? say("found", { name: text, n: count }) : say("none", { name: text });
  };

  const prepare = () => Promise.all([opaLookup.load(places), opaLookup.load(index)]).then(() => {
    ready = true;
    search();
  }, () => { told.textContent = say("missing"); });
  const typed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const text = box.value.trim();
      history.replaceState(null, "", location.pathname + (text ? `?q=${encodeURIComponent(text)}` : ""));
      search();
    }, 150);
  };
  const fromAddress = () => {
    box.value = new URLSearchParams(location.search).get("q") || "";
    if (box.value.trim()) prepare();
  };
  box.addEventListener("focus", prepare);
  box.addEventListener("input", typed);
  form.addEventListener("submit", event => {
    event.preventDefault();
    prepare();
  });
  addEventListener("popstate", fromAddress);
  form.hidden = false;
  fromAddress();
})();
