import { describe, expect, it } from '@jest/globals'
import { langs, wordsFor } from '#words/index.js'
import { isLinkMail, type LinkMailClass, type MailClass, mailClasses } from './mail-class.js'
import { linkText } from './neutral-text.js'

const url = 'https://sign.example.org/en/link/AAAAAAAAAAAAAAAAAAAAAA'
const classes = (Object.keys(mailClasses) as MailClass[]).filter((name): name is LinkMailClass => isLinkMail(name))
const cases = langs.flatMap((lang) => classes.map((name) => [lang, name] as const))

describe('a mail with a personal link', () => {
  it.each(cases)('MAIL-1 holds that link exactly once and no other, %s %s', (lang, name) => {
    const { subject, paragraphs } = linkText(wordsFor(lang), name, url)

    expect(paragraphs.filter((text) => text === url)).toHaveLength(1)
    expect(`${subject}\n${paragraphs.join('\n')}`.split(/https?:|www\.|\/link\//)).toHaveLength(3)
  })
})
