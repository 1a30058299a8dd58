import { latinDigits } from '#domain/digits.js'
import type { DangerContact } from '#features/danger-contact/registration/read-danger-contacts.js'
import type { Words } from '#words/index.js'

export interface DangerListProps {
  readonly words: Words
  readonly contacts: readonly DangerContact[]
}

/** Whom to turn to in danger, as staff typed it. Each text takes its own direction, whatever the page's is. */
export const DangerList = ({ words, contacts }: DangerListProps) =>
  contacts.length === 0 ? (
    <p>
      {words('start.danger')} {words('start.danger_none')}
    </p>
  ) : (
    <>
      <p>{words('start.danger')}</p>
      <ul>
        {contacts.map((contact, index) => (
          <li key={index}>
            <Contact words={words} contact={contact} />
          </li>
        ))}
      </ul>
    </>
  )

const Contact = ({ words, contact }: { readonly words: Words; readonly contact: DangerContact }) => (
  <>
    <strong>
      <bdi>{contact.name}</bdi>
    </strong>
    <br />
    <Reach text={contact.reach} />
    <br />
    {words.list(contact.languages.map((tag) => words.language(tag)))}
    {contact.hours && (
      <>
        <br />
        <bdi>{contact.hours}</bdi>
      </>
    )}
  </>
)

/** A phone number can be tapped, and reads left to right. A handle or an address is text: a link would open what staff typed. */
function Reach({ text }: { readonly text: string }) {
  const number = phoneNumber(text)

  return number === null ? (
    <bdi>{text}</bdi>
  ) : (
    <a href={`tel:${number}`}>
      <bdi dir="ltr">{text}</bdi>
    </a>
  )
}

const phone = /^\+?\d[\d\s().\u00a0-]*$/

/** Number to dial of a text that is nothing but one: 3 to 15 digits (ITU-T E.164), a plus before them kept. */
function phoneNumber(text: string): string | null {
  const latin = latinDigits(text)
  const digits = latin.replace(/\D/g, '')
  if (!phone.test(latin) || digits.length < 3 || digits.length > 15) return null

  return latin.startsWith('+') ? `+${digits}` : digits
}
