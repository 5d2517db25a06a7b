// The bytes of a published file by range requests: what is asked for at one moment goes out as few requests, and nothing twice.
const HOLE = 8192, SMALL = 32768;

export class MissingFileError extends Error {
  constructor(url, status) {
    super(`${url}: ${status}`);
    Object.assign(this, { name: "MissingFileError", url, status });
  }
}

// An AsyncBuffer of hyparquet. `told(bytes)` is called for everything that comes over the wire.
export function rangesOf(url, byteLength, told) {
  const kept = [];
  let waiting = [];

  const ask = async (start, end) => {
    const whole = start === 0 && end === byteLength;
    const answer = await fetch(url, whole ? {} : { headers: { Range: `bytes=${start}-${end - 1}` } }).catch(() => null);
    if (!answer || !answer.ok) throw new MissingFileError(url, answer ? answer.status : "network");
    const body = await answer.arrayBuffer();
    told(body.byteLength);
    // A server without ranges gives the whole file.
    const all = answer.status === 200;
    if (body.byteLength !== (all ? byteLength : end - start)) throw new MissingFileError(url, "size");
    return all ? { start: 0, end: byteLength, body } : { start, end, body };
  };

  const send = () => {
    const wanted = waiting.sort((one, other) => one.start - other.start), runs = [];
    waiting = [];
    for (const it of wanted) {
      const last = runs.at(-1);
      if (last && it.start - last.end <= HOLE) last.end = Math.max(last.end, it.end), last.of.push(it);
      else runs.push({ start: it.start, end: it.end, of: [it] });
    }
    for (const run of runs) {
      const piece = { start: run.start, end: run.end, body: ask(run.start, run.end) };
      kept.push(piece);
      piece.body.then(found => run.of.forEach(it => it.give(cut(found, it))), error => {
        kept.splice(kept.indexOf(piece), 1);
        run.of.forEach(it => it.fail(error));
      });
    }
  };

  const cut = (found, { start, end }) => found.body.slice(start - found.start, end - found.start);
  return {
    byteLength,
    slice(start, end = byteLength) {
      const have = kept.find(it => it.start <= start && end <= it.end);
      if (have) return have.body.then(found => cut(found, { start, end }));
      // A small file comes whole at once.
      const asked = byteLength <= SMALL ? { start: 0, end: byteLength } : { start, end };
      return new Promise((give, fail) => {
        if (!waiting.length) setTimeout(send);
        waiting.push({ ...asked, give: body => give(body.slice(start - asked.start, end - asked.start)), fail });
      });
    },
  };
}
