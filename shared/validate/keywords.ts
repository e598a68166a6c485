import { _, type KeywordCxt, type KeywordDefinition } from 'ajv';

/** Keywords of the validation schemas; each generates code, so that validators can be compiled at build time. */
export const keywords: readonly KeywordDefinition[] = [
  {
    // A bigint in the range of Edm.Int64, or its digits as text: what JSON Format 4.01, 3.2, has for
    // IEEE754Compatible=true, clients send without saying so. No number of the range needs more than 40 digits.
    keyword: 'int64',
    schemaType: 'boolean',
    code(cxt: KeywordCxt): void {
      const { data } = cxt;
      const isNumber = _`typeof ${data} == "bigint" && BigInt.asIntN(64, ${data}) === ${data}`;
      const isText = _`typeof ${data} == "string" && /^-?[0-9]{1,40}$/.test(${data}) && BigInt.asIntN(64, BigInt(${data})) === BigInt(${data})`;
      cxt.fail(_`!(${isNumber} || ${isText})`);
    },
  },
  {
    // A finite number, as an integer or as the text of another one, or the string of one that is none.
    keyword: 'double',
    schemaType: 'boolean',
    code(cxt: KeywordCxt): void {
      const { data } = cxt;
      const isInteger = _`typeof ${data} == "bigint"`;
      const isOther = _`typeof ${data} == "object" && ${data} !== null && typeof ${data}.text == "string"`;
      const isSpecial = _`${data} === "INF" || ${data} === "-INF" || ${data} === "NaN"`;
      const isFinite = _`Number.isFinite(Number(${isInteger} ? ${data} : ${data}.text))`;
      cxt.fail(_`!(${isSpecial} || (${isInteger} || ${isOther}) && ${isFinite})`);
    },
  },
  {
    // Longest string, in UTF-16 units.
    keyword: 'maxUnits',
    type: 'string',
    schemaType: 'number',
    code(cxt: KeywordCxt): void {
      cxt.fail(_`${cxt.data}.length > ${cxt.schemaCode}`);
    },
  },
];
