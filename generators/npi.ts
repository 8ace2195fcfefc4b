/**
 * A National Provider Identifier with its check digit: ISO/IEC 7812 (Luhn) over the card-issuer prefix 80840 and the
 * ten digits. Ours begin with 2, which the standard allows and the enumerator has not issued yet.
 *
 * @param serial 0 to 99,999,999
 */
export function npiOf(serial: number): string {
  const nine = `2${String(serial).padStart(8, '0')}`;
  return `${nine}${luhnCheckDigit(`80840${nine}`)}`;
}

/** True for ten digits, beginning with 1 or 2, whose check digit is right. */
export function isNpi(value: string): boolean {
  return /^[12]\d{9}$/.test(value) && luhnCheckDigit(`80840${value.slice(0, 9)}`) === Number(value.slice(9));
}

function luhnCheckDigit(digits: string): number {
  let sum = 0;
  for (let index = digits.length - 1, double = true; index >= 0; index -= 1, double = !double) {
    const digit = Number(digits[index]) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return (10 - (sum % 10)) % 10;
}
