// What of a WHERE can be decided on columns before rows are made: a test of rows, and a filter for the statistics of a file.
const TURNED = { "=": "=", "==": "==", "!=": "!=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<=" };
const PRUNES = { "=": "$eq", "==": "$eq", "<": "$lt", ">": "$gt", "<=": "$lte", ">=": "$gte" };
// As in SQL a comparison with nothing holds never; `==` on purpose: the engine compares a code with a number in this way, too.
const COMPARE = {
  "=": (a, b) => a == b, "==": (a, b) => a == b, "!=": (a, b) => a != b, "<>": (a, b) => a != b,
  "<": (a, b) => a < b, ">": (a, b) => a > b, "<=": (a, b) => a <= b, ">=": (a, b) => a >= b,
};

// Gives {columns, test(read, row), filter, whole}; `types` says of each column text, number or other. Parts joined by AND that
// are not understood are left out, and `whole` is false; the engine then asks them of the rows that are left.
export function understand(where, types) {
  const parts = conjuncts(where), known = parts.map(part => condition(part, types)).filter(Boolean);
  const filters = known.map(it => it.filter).filter(Boolean);
  return {
    whole: known.length === parts.length,
    columns: [...new Set(known.flatMap(it => it.columns))],
    test: (read, row) => known.every(it => it.test(read, row)),
    filter: filters.length > 1 ? { $and: filters } : filters[0],
  };
}

function conjuncts(node) {
  return node?.type === "binary" && node.op === "AND" ? [...conjuncts(node.left), ...conjuncts(node.right)] : node ? [node] : [];
}

function condition(node, types) {
  if (node.type === "binary" && (node.op === "AND" || node.op === "OR")) return joined(node, types);
  if (node.type === "binary") return compared(node, types);
  if (node.type === "in valuelist") return listed(node, types);
  if (node.type !== "unary") return null;
  if (node.op === "NOT") {
    const inner = condition(node.argument, types);
    return inner && { columns: inner.columns, test: (read, row) => !inner.test(read, row) };
  }
  const name = columnOf(node.argument, types);
  if (!name) return null;
  if (node.op === "IS NULL") return { columns: [name], test: (read, row) => read(name, row) == null };
  if (node.op === "IS NOT NULL") return { columns: [name], test: (read, row) => read(name, row) != null };
  return null;
}

function joined({ op, left, right }, types) {
  const both = [condition(left, types), condition(right, types)];
  if (!both.every(Boolean)) return null;
  const [one, other] = both, columns = [...one.columns, ...other.columns];
  const filters = both.map(it => it.filter).filter(Boolean);
  if (op === "AND") {
    return { columns, test: (read, row) => one.test(read, row) && other.test(read, row), filter: filters.length ? { $and: filters } : undefined };
  }
  const filter = filters.length === 2 ? { $or: filters } : undefined;
  return { columns, test: (read, row) => one.test(read, row) || other.test(read, row), filter };
}

function compared({ op, left, right }, types) {
  let name = columnOf(left, types), value = literal(right), how = op;
  if (!name || value === undefined) [name, value, how] = [columnOf(right, types), literal(left), TURNED[op]];
  if (!name || value === undefined || value === null) return null;
  if (how === "LIKE") {
    const pattern = like(String(value));
    return { columns: [name], test: (read, row) => (found => found != null && pattern.test(String(found)))(read(name, row)) };
  }
  const compare = COMPARE[how];
  if (!compare) return null;
  const prunes = PRUNES[how] && fits(value, types[name]);
  return {
    columns: [name],
    test: (read, row) => (found => found != null && compare(found, value))(read(name, row)),
    filter: prunes ? { [name]: { [PRUNES[how]]: value } } : undefined,
  };
}

function listed(node, types) {
  const name = columnOf(node.expr, types), values = node.values.map(literal);
  if (!name || values.some(value => value === undefined || value === null)) return null;
  return {
    columns: [name],
    test: (read, row) => (found => found != null && values.some(value => found == value))(read(name, row)),
    filter: values.every(value => fits(value, types[name])) ? { [name]: { $in: values } } : undefined,
  };
}

function columnOf(node, types) {
  return node?.type === "identifier" && Object.hasOwn(types, node.name) ? node.name : "";
}

function literal(node) {
  if (node?.type === "literal") return node.value;
  if (node?.type === "unary" && node.op === "-" && typeof node.argument?.value === "number") return -node.argument.value;
  return undefined;
}

function fits(value, type) {
  return typeof value === { text: "string", number: "number" }[type];
}

function like(pattern) {
  return new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/%/g, ".*").replace(/_/g, ".")}$`, "i");
}
