import type { FreePassports } from '#domain/visa/free-passports.js'
import type { Words } from '#words/index.js'

export interface VisaListProps {
  readonly words: Words
  readonly passports: FreePassports
}

export const VisaListText = ({ words, passports }: VisaListProps) => (
  <>
    <h1>{words('visa_list.title')}</h1>
    <p class="lead">{words('visa_list.lead')}</p>
    <p>{words('visa_list.unlisted')}</p>
    <h2>{words('visa_list.always')}</h2>
    <Names words={words} codes={passports.always} />
    <h2>{words('visa_list.with_chip')}</h2>
    <p class="hint">{words('visa_list.chip')}</p>
    <Names words={words} codes={passports.withChip} />
    <h2>{words('visa_list.some_documents')}</h2>
    <ul>
      {passports.someDocuments.map((code) => (
        <li key={code}>
          {words.country(code)}: {words.find(`visa_list.document.${code}`) ?? words('visa_list.document.other')}
        </li>
      ))}
    </ul>
    <h2>{words('visa_list.sure_title')}</h2>
    <p>{words('visa_list.sure')}</p>
    <p class="hint">{words('visa_list.checked', { date: words.date(passports.checkedOn) })}</p>
  </>
)

/** Country names in the order of the page's language. */
function Names({ words, codes }: { readonly words: Words; readonly codes: readonly string[] }) {
  const names = words.countries().filter(({ code }) => codes.includes(code))

  return (
    <ul class="names">
      {names.map(({ code, name }) => (
        <li key={code}>{name}</li>
      ))}
    </ul>
  )
}
