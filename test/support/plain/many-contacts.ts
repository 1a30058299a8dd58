import type { ContactFile } from '#domain/duplicate/alike.js'
import { chance } from './chance.js'

const words = {
  given:
    'Mohammed Ahmed Ali Hassan Omar Fatima Maryam Yusuf Ibrahim John Maria Ana Carlos Elena Olga Sergey Ivan Ruth Musa Khalid Reza Zahra Wei Minh Ama'.split(
      ' ',
    ),
  family:
    'Hassan Ali Ahmed Khan Hosseini Karimi Garcia Lopez Silva Ivanov Petrov Shevchenko Okafor Mensah Nguyen Tran Wang Kim Smith Mwangi Diallo Traore Abdi Tesfaye Haddad Saleh Aliyev'.split(
      ' ',
    ),
}

/** Names as a call brings them: common and rare ones, every tenth with an initial, and a fifth of the channels shared. */
export function manyContacts(count: number): ContactFile[] {
  const lot = chance(11)
  const one = (list: readonly string[]): string => list[lot.below(list.length)] ?? ''
  const rare = (): string =>
    Array.from({ length: 3 }, () => one('ba ko shi ru te mo gu ne vi do la zu'.split(' '))).join('')

  return Array.from({ length: count }, (_, i) => {
    const given = lot.below(10) === 0 ? `${one(words.given).charAt(0)}.` : one(words.given)
    const family = lot.below(2) === 0 ? one(words.family) : rare()
    return {
      id: `${i}`,
      names: [lot.below(2) === 0 ? `${given} ${family}` : `${given} ${one(words.given)} ${family}`],
      mail: `${lot.below(count * 5)}`,
      phones: [`+46${100_000_000 + lot.below(count * 5)}`],
      handles: [{ channel: 'signal', handle: `${rare()}.${lot.below(99)}` }],
    }
  })
}
