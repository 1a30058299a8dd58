const otherDigits = /[\u0660-\u0669\u06F0-\u06F9]/g

/** Arabic-Indic and Persian digits as Latin ones. */
export const latinDigits = (text: string): string =>
  text.replace(otherDigits, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
