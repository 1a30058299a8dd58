import type { RequestRow } from '#features/reference/staff/read-references.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'
import { AskedTable, stateText } from './asked-table.js'
import { Reasked } from './reask.page.js'
import { Said } from './said.page.js'
import type { ReferencesProps } from './reference-view.js'
import { VoucherErrors, Vouchers } from './voucher.page.js'

export const ReferencesText = (props: ReferencesProps) => (
  <>
    <VoucherErrors words={props.words} read={props.shown.voucher} />
    <h1>{props.title}</h1>
    <Refused code={props.shown.notice} />
    <Done code={props.shown.done} />
    <HandOver {...props} />
    <p>
      <a href={paths.application(props.file.id)}>{props.words('staff.reference.back')}</a>
    </p>
    <KnownTo {...props} />
    {props.asked.length > 0 && <AskedTable {...props} />}
    <AskButton {...props} />
    <Given {...props} />
    <Reasked {...props} />
    <Earlier {...props} />
    <Vouchers {...props} />
  </>
)

const HandOver = ({ words, handOver }: ReferencesProps) =>
  handOver.length === 0 ? null : (
    <Notice title={words('staff.reference.hand_over')} isStatus>
      <p>{words('staff.reference.hand_over_text')}</p>
      <dl class="facts">
        {handOver.map(({ place, url }) => (
          <div key={place}>
            <dt>{words.find(`staff.reference.place.${place}`)}</dt>
            <dd dir="ltr">
              <code>{url}</code>
            </dd>
          </div>
        ))}
      </dl>
    </Notice>
  )

/** The applicant names nobody to be asked, but somebody of ours: whether that is so is for the lead to find out. */
const KnownTo = ({ words, knownTo }: ReferencesProps) =>
  knownTo ? (
    <Notice title={words('staff.reference.known_to')}>
      <dl class="facts">
        <div>
          <dt>{words('staff.reference.known_to_name')}</dt>
          <dd>
            <bdi>{knownTo.name}</bdi>
          </dd>
        </div>
        {knownTo.code && (
          <div>
            <dt>{words('staff.reference.known_to_code')}</dt>
            <dd dir="ltr">{knownTo.code}</dd>
          </div>
        )}
      </dl>
    </Notice>
  ) : null

const AskButton = ({ words, file, mayAsk, token }: ReferencesProps) =>
  mayAsk ? (
    <PageForm action={paths.referenceRequests(file.id)} token={token} id="ask">
      <p class="hint">{words('staff.reference.ask_hint')}</p>
      <div class="buttons">
        <button class="main">{words('staff.reference.ask')}</button>
      </div>
    </PageForm>
  ) : null

/** What each of them wrote, in their own words and language. */
const Given = ({ words, asked }: ReferencesProps) => (
  <>
    {asked
      .filter(({ request }) => request?.state === 'answered')
      .map(({ place, answers }) => (
        <section key={place} class="check">
          <h2>{words.find(`staff.reference.answer.${place}`)}</h2>
          <Said words={words} answers={answers} />
          {!answers.some(({ schema }) => schema === 'reference.contact') && (
            <p class="hint">{words('staff.reference.contact_sealed')}</p>
          )}
        </section>
      ))}
  </>
)

const Earlier = ({ words, earlier }: ReferencesProps) =>
  earlier.length === 0 ? null : (
    <>
      <h2>{words('staff.reference.earlier')}</h2>
      <Table
        caption={words('staff.reference.earlier_caption')}
        empty=""
        rows={earlier}
        keyOf={(row) => row.id}
        columns={[
          {
            name: words('staff.reference.place'),
            cell: (row: RequestRow) => words.find(`staff.reference.place.${row.place}`),
          },
          { name: words('staff.list.state'), cell: (row: RequestRow) => stateText(row.state) },
          { name: words('staff.reference.asked_on'), cell: (row: RequestRow) => words.date(row.askedOn) },
        ]}
      />
    </>
  )
