import { roundDecimal } from '../values/decimalArithmetic.ts';
import { decimalUnits } from '../values/valueUnits.ts';
import { signature, type Signature, type SignatureTable } from './signature.ts';

function rounding(mode: 'ceiling' | 'floor' | 'round', ofDouble: (value: number) => number): readonly Signature[] {
  return [
    signature(['Edm.Decimal'], 'Edm.Decimal', (value) => roundDecimal(value, mode), decimalUnits),
    signature(['Edm.Double'], 'Edm.Double', ofDouble),
  ];
}

/** Halves away from zero, which Math.round does only for positive numbers; adding 0.5 would round 0.49999999999999994 up. */
function roundDouble(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}

/** The functions of numbers (URL Conventions 4.01, 5.1.1.9), one row each. */
export const numericFunctions: SignatureTable = {
  ceiling: rounding('ceiling', Math.ceil),
  floor: rounding('floor', Math.floor),
  round: rounding('round', roundDouble),
};
