// The search box of "find your town". It asks for the index of names when the box is first entered, from this site only.
"use strict";
(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const box = form.querySelector("input"), told = form.querySelector(".told"), hits = form.querySelector(".hits");
  const english = document.documentElement.lang === "en", MOST = 30;
  const OLD = "龍竜澤沢瀧滝廣広邊辺邉辺嶋島檜桧條条國国櫻桜濱浜鹽塩竈釜竃釜藝芸眞真惠恵萬万壽寿彌弥與与關関渕淵檮梼鰺鯵舘館縣県區区曾曽祢禰峯峰嶽岳冨富靜静德徳會会樂楽驛駅鷗鴎繩縄豐豊榮栄齋斎鐵鉄澁渋藏蔵淺浅黑黒靑青瀨瀬莊荘增増橫横溫温嶌島埜野亞亜假仮賴頼";
  const NEW = new Map();
  for (let i = 0; i < OLD.length; i += 2) NEW.set(OLD[i], OLD[i + 1]);

  // Different spellings of one name become one: width, kana, old letters, small ke, long vowels, kinds of romaji.
  const kana = s => s.normalize("NFKC").toLowerCase().replace(/[ァ-ヶ]/g, c => String.fromCharCode(c.charCodeAt(0) - 96));
  const kanji = s => kana([...s].map(c => NEW.get(c) || c).join("")).replace(/[ゖゕけかが]/g, "が").replace(/[之乃]/g, "の");
  const LONG = { ā: "a", ī: "i", ū: "u", ē: "e", ō: "o", â: "a", î: "i", û: "u", ê: "e", ô: "o" };
  const romaji = s => s.normalize("NFKC").toLowerCase().replace(/[āīūēōâîûêô]/g, c => LONG[c]).replace(/['’\-.]/g, "")
    .replace(/m(?=[bmp])/g, "n").replace(/oh(?![aiueo])/g, "o").replace(/o[uo]/g, "o").replace(/uu/g, "u")
    .replace(/shi/g, "si").replace(/sh/g, "sy").replace(/chi/g, "ti").replace(/ch/g, "ty").replace(/tsu/g, "tu")
    .replace(/fu/g, "hu").replace(/ji/g, "zi").replace(/jy?/g, "zy");
  const KINDS = /(.{2,})(?:し|く|ちょう|まち|むら|そん|si|ku|tyo|mati|mura|son|市|区|町|村)$/;

  let prefectures = [], towns = null;
  window.opaTowns = ([first, second]) => {
    prefectures = first;
    towns = second.map(row => {
      const [code, number, county, name, read, latin] = row, pref = first[number];
      const own = kanji(name);
      return { row, pref, keys: [own, kanji(pref[0] + county + name), kanji(pref[0] + name), kana(read), romaji(latin)],
        place: [kanji(pref[0]), kanji(pref[0].slice(0, -1)), pref[3], `${pref[3]}けん`, romaji(pref[2]), `${romaji(pref[2])}ken`], code };
    });
    search();
  };

  // How well a town answers a word: 0 not at all, 3 by its very name.
  const match = (town, word) => {
    if (/^[0-9]+$/.test(word)) return town.code.startsWith(word) ? 3 : 0;
    const whole = [kanji(word), kana(word), romaji(word)];
    const short = whole.map(form => (KINDS.exec(form) || [])[1]);
    let best = 0;
    for (const form of [...whole, ...short].filter(Boolean)) {
      const [own, full, near, read, latin] = town.keys;
      if (own === form || own.slice(0, -1) === form || read === form || latin === form || near === form || full === form) return 3;
      if (own.startsWith(form) || read.startsWith(form) || latin.startsWith(form)) best = Math.max(best, 2);
      else if (whole.includes(form) && (full.includes(form) || near.includes(form) || town.place.includes(form))) best = Math.max(best, 1);
    }
    return best;
  };

  const element = (tag, text, lang) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (lang) made.lang = lang;
    return made;
  };

  const line = ({ row: [code, , county, name, read, latin, people, yen], pref }) => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = `${pref[2]}/index.html#${code}`;
    if (english && latin) link.append(element("span", `${latin} `));
    link.append(element("span", name, "ja"));
    const each = people ? (yen / people).toFixed(1) : "–";
    const where = english ? `${pref[1]} · ` : `${pref[0]}${county} ${read ? `${read} · ` : "· "}`;
    item.append(link, " ", element("small", where + form.dataset.each
      .replace("%yen", yen.toLocaleString("en")).replace("%each", each)));
    return item;
  };

  const search = () => {
    const words = box.value.normalize("NFKC").trim().split(/\s+/).filter(Boolean);
    hits.replaceChildren();
    told.textContent = "";
    if (!towns || !words.length) return;
    const found = [];
    for (const town of towns) {
      const marks = words.map(word => match(town, word));
      if (marks.every(Boolean)) found.push([marks.reduce((a, b) => a + b), town]);
    }
    found.sort((a, b) => b[0] - a[0]);
    hits.append(...found.slice(0, MOST).map(([, town]) => line(town)));
    const say = !found.length ? "none" : found.length > MOST ? "more" : "found";
    told.textContent = form.dataset[say].replace("%name", box.value.trim()).replace("%n", found.length).replace("%m", MOST);
  };

  const ask = () => {
    box.removeEventListener("focus", ask);
    const script = document.createElement("script");
    script.src = form.dataset.index;
    document.head.append(script);
  };
  box.addEventListener("focus", ask);
  box.addEventListener("input", search);
  form.addEventListener("submit", event => {
    event.preventDefault();
    const first = hits.querySelector("a");
    if (first) location.href = first.href;
  });
  form.hidden = false;
})();
