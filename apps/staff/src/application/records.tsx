import type { Compartment } from '#domain/compartment.js'
import type { ShownRecord } from '#features/application/staff/open-application.js'
import type { Words } from '#words/index.js'
import { AnswerList } from './answer-list.js'
import type { FileProps } from './file-view.js'

/** Compartments that are never shown as text: `balance` is for counts alone, the desk's have their own screens. */
const shownHere: readonly Compartment[] = ['contact', 'profile', 'risk', 'references']

/** Records by compartment, as the person read and wrote them; what one's keys do not open is named. */
export const Records = ({ words, file, records }: Pick<FileProps, 'words' | 'file' | 'records'>) => (
  <>
    {shownHere
      .filter((name) => file.seen.compartments.includes(name))
      .map((name) => (
        <section key={name} class="check">
          <h2>{words(`staff.compartment.${name}`)}</h2>
          <Opened words={words} record={records.find(({ compartment }) => compartment === name)} />
        </section>
      ))}
  </>
)

const Opened = ({ words, record }: { words: Words; record: ShownRecord | undefined }) =>
  record ? (
    <AnswerList words={words} language={record.value.language} answers={record.value.answers ?? []} />
  ) : (
    <p class="hint">{words('staff.file.sealed')}</p>
  )
