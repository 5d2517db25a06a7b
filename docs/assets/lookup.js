// Finds places and words by what people type: kanji old and new, kana, romaji, English, codes. The indexes are asked for, from
// this site only, when they are first needed; they are scripts, so that they can be had from a folder, too.
"use strict";
window.opaLookup = (() => {
  const OLD = "龍竜澤沢瀧滝廣広邊辺邉辺嶋島檜桧條条國国櫻桜濱浜鹽塩竈釜竃釜藝芸眞真惠恵萬万壽寿彌弥與与關関渕淵檮梼鰺鯵舘館縣県區区曾曽祢禰峯峰嶽岳冨富靜静德徳會会樂楽驛駅鷗鴎繩縄豐豊榮栄齋斎鐵鉄澁渋藏蔵淺浅黑黒靑青瀨瀬莊荘增増橫横溫温嶌島埜野亞亜假仮賴頼團団體体號号證証對対價価數数處処稅税債債";
  const NEW = new Map();
  for (let i = 0; i < OLD.length; i += 2) NEW.set(OLD[i], OLD[i + 1]);

  // Different spellings of one name become one: width, kana, old letters, small ke, long vowels, kinds of romaji.
  const kana = s => s.normalize("NFKC").toLowerCase().replace(/[ァ-ヶ]/g, c => String.fromCharCode(c.charCodeAt(0) - 96));
  const modern = s => kana([...s].map(c => NEW.get(c) || c).join(""));
  const kanji = s => modern(s).replace(/[ゖゕけかが]/g, "が").replace(/[之乃]/g, "の");
  const LONG = { ā: "a", ī: "i", ū: "u", ē: "e", ō: "o", â: "a", î: "i", û: "u", ê: "e", ô: "o" };
  const romaji = s => s.normalize("NFKC").toLowerCase().replace(/[āīūēōâîûêô]/g, c => LONG[c]).replace(/['’\-.]/g, "")
    .replace(/m(?=[bmp])/g, "n").replace(/oh(?![aiueo])/g, "o").replace(/o[uo]/g, "o").replace(/uu/g, "u")
    .replace(/shi/g, "si").replace(/sh/g, "sy").replace(/chi/g, "ti").replace(/ch/g, "ty").replace(/tsu/g, "tu")
    .replace(/fu/g, "hu").replace(/ji/g, "zi").replace(/jy?/g, "zy");
  // Signs between letters of a label count for nothing.
  const plain = s => modern(s).replace(/[\s・,、。「」（）()\-–−／/]/g, "");

  const SOUNDS = new Map();
  for (const [first, row] of Object.entries({
    "": "あいうえお", k: "かきくけこ", s: "さしすせそ", t: "たちつてと", n: "なにぬねの", h: "はひふへほ", m: "まみむめも", y: "や　ゆ　よ",
    r: "らりるれろ", w: "わ　　　を", g: "がぎぐげご", z: "ざじずぜぞ", d: "だぢづでど", b: "ばびぶべぼ", p: "ぱぴぷぺぽ",
  })) [...row].forEach((sound, at) => SOUNDS.set(sound, first + "aiueo"[at]));
  const latin = s => romaji([...s].map(c => SOUNDS.get(c) || c).join("").replace(/i([ゃゅょ])/g, (_, small) => ({ ゃ: "ya", ゅ: "yu", ょ: "yo" }[small]))
    .replace(/っ(.)/g, "$1$1").replace(/ん/g, "n").replace(/ー/g, ""));
  const KINDS = /(.{2,})(?:し|く|ちょう|まち|むら|そん|si|ku|tyo|mati|mura|son|市|区|町|村)$/;

  const kept = {};
  const load = address => kept[address] ||= new Promise((give, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => give();
    script.onerror = () => {
      delete kept[address];
      script.remove();
      fail(new Error(address));
    };
    document.head.append(script);
  });

  let places = null, words = null, also = [];
  window.opaPlaces = ([prefectures, rows, national]) => {
    places = rows.map((row, at) => {
      const [code, number, county, name, read, roman, , , english, reports] = row, pref = prefectures[number] || ["", "", "", ""];
      return {
        row, pref, code, national: Boolean(national) && national[at] === "1", keys: [kanji(name), kanji(pref[0] + county + name), kanji(pref[0] + name), kana(read), romaji(roman)],
        place: pref[0] ? [kanji(pref[0]), kanji(pref[0].slice(0, -1)), pref[3], `${pref[3]}けん`, romaji(pref[2]), `${romaji(pref[2])}ken`] : [],
        english: (english || "").toLowerCase(), reports: reports ? reports.split(" ").map(it => `${code}-${it}`) : [],
      };
    });
  };
  window.opaWords = told => {
    words = { ...told, entries: told.entries.map(row => ({ row, ja: plain(row[2]), en: row[3].toLowerCase(), read: row[4], latin: null })) };
    also = Object.entries(told.also).map(([word, others]) => [plain(word), others]);
  };

  // How well a place answers a word: 0 not at all, 3 by its very name.
  const matchPlace = (town, word) => {
    if (/^[0-9]+$/.test(word)) return town.code.startsWith(word) ? 3 : 0;
    const whole = [kanji(word), kana(word), romaji(word)];
    if (word.toLowerCase().replace(/[^a-z0-9]/g, "") === town.code.replace(/-/g, "")) return 3;
    const short = whole.map(form => (KINDS.exec(form) || [])[1]);
    let best = town.english.includes(word.toLowerCase()) ? (town.english.startsWith(word.toLowerCase()) ? 2 : 1) : 0;
    for (const form of [...whole, ...short].filter(Boolean)) {
      const [own, full, near, read, roman] = town.keys;
      if (own === form || own.slice(0, -1) === form || read === form || roman === form || near === form || full === form) return 3;
      if (own.startsWith(form) || (read && read.startsWith(form)) || (roman && roman.startsWith(form))) best = Math.max(best, 2);
      else if (whole.includes(form) && (full.includes(form) || near.includes(form) || town.place.includes(form))) best = Math.max(best, 1);
    }
    return best;
  };

  // How well a label answers a word: 5 by all of it, 1 by letters in the middle.
  const matchWord = (entry, word) => {
    const [form, small] = [plain(word), word.normalize("NFKC").toLowerCase()], id = String(entry.row[5] || "").toLowerCase();
    if (!form) return 0;
    if (form === entry.ja || small === entry.en || small === id || form === entry.read) return 5;
    if (entry.ja.startsWith(form) || entry.en.startsWith(small)) return 4;
    if (/^[ -~]+$/.test(small) && ` ${entry.en.replace(/[^a-z0-9]/g, " ")}`.includes(` ${small}`)) return 3;
    if (entry.read.startsWith(form)) return 3;
    if (entry.ja.includes(form)) return 2;
    if (form.length > 1 && entry.read.includes(form)) return 1;
    if (!/^[a-zāīūēōâîûêô'’-]{3,}$/.test(small)) return 0;
    entry.latin ??= latin(entry.read);
    return entry.latin.startsWith(romaji(small)) ? 2 : 0;
  };

  const split = text => text.normalize("NFKC").trim().split(/\s+/).filter(Boolean);
  const best = (things, asked, match) => {
    const found = [];
    for (const thing of things) {
      const marks = asked.map(word => match(thing, word));
      if (marks.length && marks.every(Boolean)) found.push([marks.reduce((a, b) => a + b) / marks.length, thing]);
    }
    return found;
  };
  const sorted = found => found.sort((a, b) => b[0] - a[0]).map(([mark, thing]) => ({ mark, thing }));

  const findPlaces = text => sorted(best(places, split(text), matchPlace));
  const findWords = text => {
    const asked = split(text), whole = asked.join(" ");
    const found = new Map(best(words.entries, asked, matchWord).map(([mark, it]) => [it, mark]));
    // The words as one: a label that has them side by side.
    for (const [mark, it] of asked.length > 1 ? best(words.entries, [whole], matchWord) : []) found.set(it, mark + 1);
    for (const other of others(whole)) for (const [mark, it] of best(words.entries, [other], matchWord)) found.set(it, Math.max(found.get(it) || 0, mark - 0.5));
    return sorted([...found].map(([it, mark]) => [mark, it]));
  };
  const others = text => also.filter(([word]) => word === plain(text)).flatMap(([, found]) => found);
  const bodies = () => places.filter(it => it.reports.length);
  return { load, bodies, findPlaces, findWords, others, words: () => words };
})();
