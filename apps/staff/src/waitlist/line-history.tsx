import type { SeenFile } from '#features/application/staff/see-file.js'
import type { OpenedReasons } from '#features/waitlist/staff/line-reasons.js'
import type { PromotionRow, RunRow } from '#features/waitlist/staff/line-rows.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Reason } from './reason.js'
import type { WaitlistProps } from './waitlist-view.js'

/** People whose time to answer passed: a coordinator may put them at the end of the line. */
export const Expired = ({ words, view, token }: WaitlistProps) => (
  <section>
    <h2>{words('staff.waitlist.expired')}</h2>
    <Table
      caption={words('staff.waitlist.expired_caption')}
      empty={words('staff.waitlist.expired_empty')}
      rows={view.expired}
      keyOf={({ id }) => id}
      columns={expiredColumns({ words, view, token })}
    />
  </section>
)

const expiredColumns = ({ words, view, token }: Pick<WaitlistProps, 'words' | 'view' | 'token'>) => [
  {
    name: words('staff.list.case'),
    cell: ({ id, caseNumber }: SeenFile) => <a href={paths.application(id)}>{caseNumber}</a>,
  },
  {
    name: words('staff.waitlist.requeue'),
    cell: (file: SeenFile) =>
      view.goneForGood.has(file.id) ? (
        words('staff.waitlist.never_again')
      ) : (
        <Requeue words={words} token={token} file={file} />
      ),
  },
]

const Requeue = ({ words, token, file }: { words: Words; token: string; file: SeenFile }) => (
  <PageForm action={paths.moves(file.id)} token={token} id={`requeue-${file.id}`}>
    <input type="hidden" name="version" value={file.version} />
    <button class="link" name="move" value="requeue">
      {words('staff.waitlist.to_end')}
    </button>
  </PageForm>
)

/** Who was invited from the line, and why they were next. */
export const Promotions = ({ words, view }: WaitlistProps) => (
  <section>
    <h2>{words('staff.waitlist.promoted')}</h2>
    <Table
      caption={words('staff.waitlist.promoted_caption')}
      empty={words('staff.waitlist.promoted_empty')}
      rows={view.promotions}
      keyOf={({ applicationId, onDay }) => `${applicationId}${onDay}`}
      columns={promotionColumns(words, view.reasons)}
    />
  </section>
)

const promotionColumns = (words: Words, reasons: OpenedReasons) => [
  {
    name: words('staff.list.case'),
    cell: ({ applicationId, caseNumber }: PromotionRow) => <a href={paths.application(applicationId)}>{caseNumber}</a>,
  },
  { name: words('staff.waitlist.on'), cell: ({ onDay }: PromotionRow) => words.date(onDay) },
  {
    name: words('staff.waitlist.reason'),
    cell: (row: PromotionRow) => <Reason words={words} kept={row} reasons={reasons} />,
  },
  {
    name: words('staff.waitlist.joined'),
    cell: ({ joinedOn }: PromotionRow) => (joinedOn ? words.date(joinedOn) : ''),
  },
  {
    name: words('staff.waitlist.by'),
    cell: ({ byRole }: PromotionRow) => words.find(`staff.waitlist.by.${byRole}`) ?? words.find(`staff.role.${byRole}`),
  },
]

/** What the system's own runs came to. */
export const Runs = ({ words, view }: WaitlistProps) => (
  <section>
    <h2>{words('staff.waitlist.runs')}</h2>
    <Table
      caption={words('staff.waitlist.runs_caption')}
      empty={words('staff.waitlist.runs_empty')}
      rows={view.runs}
      keyOf={({ onDay, code }) => `${onDay}${code}`}
      columns={[
        { name: words('staff.waitlist.on'), cell: ({ onDay }: RunRow) => words.date(onDay) },
        {
          name: words('staff.waitlist.ended'),
          cell: ({ code }: RunRow) => words.find(`staff.waitlist.run.${code}`) ?? code,
        },
        { name: words('staff.waitlist.times'), cell: ({ runs }: RunRow) => words.number(runs), isNumber: true },
        {
          name: words('staff.waitlist.invited'),
          cell: ({ invited }: RunRow) => words.number(invited),
          isNumber: true,
        },
      ]}
    />
  </section>
)
