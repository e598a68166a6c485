import type { PropertyTypeName } from '../edm/edmValue.ts';
import type { Measure, Property } from '../edm/entityType.ts';

type Rest = Omit<Property, 'type' | 'collection'>;
type Of<T extends PropertyTypeName> = Rest & { readonly type: T };
type More = Partial<Omit<Rest, 'csvColumn' | 'label' | 'description' | 'measure'>>;

/** A property with a column in Graph's CSV: the name of the column, what people call it, what it says in a sentence. */
type Column<R> = (csvColumn: string, label: string, description: string, more?: More) => R;

const of =
  <T extends PropertyTypeName>(type: T, example: string): Column<Of<T>> =>
  (csvColumn, label, description, more) => ({ type, csvColumn, label, description, example, ...more });

const number =
  (measure: Measure): Column<Of<'Edm.Int64'>> =>
  (...words) => ({ ...of('Edm.Int64', '12')(...words), measure });

/** One function for each kind of column. */
export const column = {
  /** A number of what happened on the day. */
  flow: number('flow'),
  /** A number of people, files, sites active on the day. */
  distinct: number('distinct'),
  /** A state. */
  level: number('level'),
  /** A number counted over the period of the report. */
  period: number('period'),
  /** An average. */
  average: ((...words) => ({ ...of('Edm.Double', '1.5')(...words), measure: 'period' })) satisfies Column<
    Of<'Edm.Double'>
  >,
  /** A time that passed, on the day or over the period of the report. */
  duration: (measure: 'flow' | 'period', ...words: Parameters<Column<unknown>>): Of<'Edm.Duration'> => ({
    ...of('Edm.Duration', 'PT1H30M')(...words),
    measure,
    unit: 'duration',
  }),
  text: of('Edm.String', 'A'),
  date: of('Edm.Date', '2022-10-21'),
  /** True and False in the CSV. */
  flag: of('Edm.Boolean', 'true'),
  /** Yes and No in the CSV. */
  yesNo: ((...words) => ({ ...of('Edm.Boolean', 'true')(...words), isYesNo: true })) satisfies Column<
    Of<'Edm.Boolean'>
  >,
  /** Several texts in one field. */
  texts: ((...words) => ({ ...of('Edm.String', 'A')(...words), collection: true })) satisfies Column<
    Of<'Edm.String'> & { readonly collection: true }
  >,
};
