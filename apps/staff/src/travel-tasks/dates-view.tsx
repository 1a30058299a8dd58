import type { DueChange, EditionDates } from '#features/edition/staff/change-edition-dates.js'
import { Notice } from '#ui/blocks.js'
import { DateField, type TypedDate } from '#ui/date-field.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'

const dateNames = ['arrival_on', 'programme_from', 'programme_to', 'departure_on'] as const
type DateName = (typeof dateNames)[number]

export interface DatesFormProps {
  readonly words: Words
  readonly values: Readonly<Partial<Record<DateName, string | TypedDate>>>
  readonly version: number
  readonly token: string
  readonly previewHref: string
  readonly errors?: Readonly<Record<string, string>>
  readonly refused?: string
}

/** The days of the edition; saving comes after seeing what follows. */
export const DatesForm = ({ words, values, version, token, previewHref, errors = {}, refused }: DatesFormProps) => (
  <>
    <h1>{words('staff.dates.title')}</h1>
    <p class="lead">{words('staff.dates.lead')}</p>
    {refused && (
      <Notice tone="danger" isStatus>
        <p>{refused}</p>
      </Notice>
    )}
    <PageForm action={previewHref} token={token}>
      <input type="hidden" name="version" value={version} />
      {dateNames.map((name) => (
        <DateField
          key={name}
          words={words}
          name={name}
          label={words(`staff.dates.${name}`)}
          value={values[name]}
          error={errors[name]}
        />
      ))}
      <div class="buttons">
        <button class="main">{words('staff.dates.preview')}</button>
      </div>
    </PageForm>
  </>
)

export interface DatesPreviewProps {
  readonly words: Words
  readonly dates: EditionDates
  readonly moved: readonly DueChange[]
  readonly assessedCases: number
  readonly token: string
  readonly saveHref: string
}

const dayOr = (words: Words, day: string | null): string => (day ? words.date(day) : words('staff.desk.not_set'))

/** What would move, and the button that does it. */
export const DatesPreview = ({ words, dates, moved, assessedCases, token, saveHref }: DatesPreviewProps) => (
  <>
    <h1>{words('staff.dates.title')}</h1>
    <Table
      caption={words('staff.dates.caption')}
      empty={words('staff.dates.none')}
      rows={moved}
      keyOf={(row) => `${row.task} ${row.from} ${row.to}`}
      columns={[
        {
          name: words('staff.dates.task'),
          cell: (row: DueChange) => `${row.task} ${words.find(`staff.task.${row.task}`) ?? ''}`,
        },
        { name: words('staff.dates.from'), cell: (row: DueChange) => dayOr(words, row.from) },
        { name: words('staff.dates.to'), cell: (row: DueChange) => dayOr(words, row.to) },
        { name: words('staff.dates.count'), cell: (row: DueChange) => String(row.count), isNumber: true },
      ]}
    />
    <p>{words('staff.dates.waiting', { count: assessedCases })}</p>
    <PageForm action={saveHref} token={token}>
      <input type="hidden" name="version" value={dates.version} />
      {dateNames.map((name) => (
        <DatePartsHidden key={name} name={name} day={dates[name]} />
      ))}
      <div class="buttons">
        <button class="main">{words('staff.dates.save')}</button>
      </div>
    </PageForm>
  </>
)

const DatePartsHidden = ({ name, day }: { name: DateName; day: string }) => {
  const [year, month, dayOfMonth] = day.split('-')
  return (
    <>
      <input type="hidden" name={`${name}.day`} value={dayOfMonth} />
      <input type="hidden" name={`${name}.month`} value={month} />
      <input type="hidden" name={`${name}.year`} value={year} />
    </>
  )
}
