// Parses and binds Kusto queries, in a process of its own because the library makes globals. Reads {tables: {name: schema},
// queries: [text]} from stdin, and writes for each query what is wrong with it and which columns it gives.
import { createRequire } from 'node:module';
import { json } from 'node:stream/consumers';

const require = createRequire(import.meta.url);
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
const { Bridge, Kusto } = globalThis;
const { GlobalState, KustoCode, Symbols } = Kusto.Language;

/** The items of a collection of the library, which is compiled from C#. */
function listOf(collection) {
  const items = [];
  const enumerator = Bridge.getEnumerator(collection);
  while (enumerator.moveNext()) items.push(enumerator.Current);
  return items;
}

const { tables, queries } = await json(process.stdin);
// The constructors of table (name, schema, description) and database (name, other name, members).
const symbols = Object.entries(tables).map(([name, schema]) => new Symbols.TableSymbol.$ctor7(name, schema, null));
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor2('workspace', null, symbols));
const bound = queries.map((query) => {
  const code = KustoCode.ParseAndAnalyze(query, globals);
  const columns = code.ResultType?.Columns === undefined ? [] : listOf(code.ResultType.Columns);
  return {
    wrong: listOf(code.GetDiagnostics()).map(({ Message }) => Message),
    columns: Object.fromEntries(columns.map(({ Name, Type }) => [Name, Type.Name])),
  };
});
process.stdout.write(JSON.stringify(bound));
