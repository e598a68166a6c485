/** A row with its JSON text, under an id that need not be its natural one. */
export function rowUnderId<R extends { readonly id: string; readonly json: string }>(row: R, id: string): R {
  if (id === row.id) return row;
  const before = `{"id":${JSON.stringify(row.id)}`;
  return { ...row, id, json: `{"id":${JSON.stringify(id)}${row.json.slice(before.length)}` };
}
