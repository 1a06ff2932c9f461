// Reads a JSON Schema for one place of a settings file.

function resolve(schema, node) {
  for (let i = 0; node?.$ref && i < 10; i++) {
    const { $ref, ...own } = node;
    const target = $ref.split("/").slice(1).reduce((at, name) => at?.[name], schema);
    node = { ...target, ...own };
  }
  return node;
}

/** A node and all the forms that it may have instead. */
function forms(schema, node) {
  const own = resolve(schema, node);
  if (!own || typeof own !== "object") return [];
  return [own, ...[...(own.anyOf ?? []), ...(own.oneOf ?? []), ...(own.allOf ?? [])].flatMap((form) => forms(schema, form))];
}

/** The node for a path of keys; "[]" is an item of a list. Undefined where the schema knows nothing. */
export function nodeAt(schema, path) {
  let node = resolve(schema, schema);
  for (const step of path) {
    const next = forms(schema, node)
      .map((form) => (step === "[]" ? form.items : (form.properties?.[step] ?? objectOf(form.additionalProperties))))
      .find((found) => found !== undefined);
    if (next === undefined) return undefined;
    node = resolve(schema, next);
  }
  return node;
}

const objectOf = (value) => (value && typeof value === "object" ? value : undefined);

/** The keys of a section: [{ name, node, kind }], where kind is "section", "list" or "value". */
export function keysOf(schema, node) {
  const keys = new Map();
  for (const form of forms(schema, node)) {
    for (const [name, property] of Object.entries(form.properties ?? {})) {
      if (!keys.has(name)) keys.set(name, resolve(schema, property));
    }
  }
  return [...keys].filter(([, found]) => !found.deprecated).map(([name, found]) => ({ name, node: found, kind: kindOf(schema, found) }));
}

function kindOf(schema, node) {
  const all = forms(schema, node);
  const types = all.flatMap((form) => form.type ?? []);
  const hasValues = valuesOf(schema, node).length > 0;
  if (types.includes("object") || all.some((form) => form.properties)) return "section";
  return types.includes("array") && !hasValues ? "list" : "value";
}

/** The values that are known for a node: [{ text, note, isExample }]. */
export function valuesOf(schema, node) {
  const values = new Map();
  const add = (value, note, isExample) => {
    const text = typeof value === "string" ? plain(value) : typeof value === "object" ? null : String(value);
    if (text !== null && !values.has(text)) values.set(text, { text, note, isExample });
  };
  for (const form of forms(schema, node)) {
    for (const value of form.enum ?? []) add(value, form.description, false);
    if ("const" in form) add(form.const, form.description, false);
    if ([form.type].flat().includes("boolean")) [true, false].forEach((value) => add(value, undefined, false));
    for (const value of form.examples ?? []) add(value, "An example.", true);
  }
  return [...values.values()];
}

// What YAML would read as something else needs its quotes.
const plain = (text) => (/^[A-Za-z/][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text) ? text : /^[\w.]+$/.test(text) && !/^[\d.]+$/.test(text) ? text : JSON.stringify(text));

/** What is to be said about a node, as Markdown. */
export function describe(schema, node) {
  const words = [node.title, node.description].filter(Boolean);
  if (node.default !== undefined && node.default !== null) words.push(`Default: \`${JSON.stringify(node.default)}\``);
  return words.join("\n\n");
}
