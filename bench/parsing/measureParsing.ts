import { answerSlices } from '../measure/answerSlices.ts';
import { parseQuery } from './parseQuery.ts';
import { typicalQueries } from './typicalQueries.ts';

answerSlices(({ kind, units }) => {
  parseQuery(typicalQueries[kind] ?? '', units);
});
