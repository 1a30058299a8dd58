import { IntlMessageFormat } from 'intl-messageformat'

type Ast = ReturnType<IntlMessageFormat['getAst']>
type Part = Ast[number]

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const marked = 'àƀćďéƒĝĥíĵķĺɱñóƥɋŕśţúṽŵẋýžÀƁĆĎÉƑĜĤÍĴĶĹṀÑÓƤɊŔŚŢÚṼŴẊÝŽ'
const accents = new Map(Array.from(plain, (letter, i) => [letter, marked[i] ?? letter]))
const accented = (text: string): string => text.replace(/[a-z]/gi, (letter) => accents.get(letter) ?? letter)
const growth = 0.4
const quoted = /[{}'#<>]/g

/** Accented, bracketed and two fifths longer, as long words of other languages are. What is not in brackets was not translated. */
export function pseudoText(text: string): string {
  return `[${accented(text)}${' ~'.repeat(Math.ceil((text.length * growth) / 2))}]`
}

/** The same for an ICU message: its placeholders, plurals and choices stay as they are. */
export function pseudoMessage(message: string): string {
  if (!message.includes('{')) return pseudoText(message)
  const ast = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst()
  const length = Math.ceil((message.replace(/\{[^{}]*\}/g, '').length * growth) / 2)

  return `[${printed(ast)}${' ~'.repeat(length)}]`
}

const printed = (ast: Ast): string => ast.map(part).join('')

// Kinds of the parser: 0 text, 1 argument, 5 select, 6 plural, 7 the number sign.
function part(one: Part): string {
  switch (one.type as number) {
    case 0:
      return accented('value' in one ? one.value : '').replace(quoted, (sign) => (sign === "'" ? "''" : `'${sign}'`))
    case 7:
      return '#'
    default:
      return argument(one)
  }
}

function argument(one: Part): string {
  const name = 'value' in one ? one.value : ''
  if (!('options' in one)) return `{${name}}`
  const kind = 'pluralType' in one ? 'plural' : 'select'
  const options = Object.entries(one.options).map(([key, { value }]) => `${key} {${printed(value)}}`)

  return `{${name}, ${kind}, ${options.join(' ')}}`
}
