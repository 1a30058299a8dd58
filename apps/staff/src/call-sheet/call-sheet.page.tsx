import { nextOffsetChange, offsetMinutes } from '#domain/calendar/zone-offset.js'
import type { CodeWord } from '#features/application/staff/code-case/code-word.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { CallNote, CallSheet, Reach, SafeChannel } from '#features/vetting/staff/call/read-call-sheet.js'
import type { ReadForm } from '#platform/form/read-form.js'
import { describeSection } from '#platform/form/section.js'
import { Notice } from '#ui/blocks.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'
import { HarmNotice } from '../vetting/harm-notice.js'
import { CallForm } from './call.form.js'

export interface CallSheetProps extends CallSheet {
  readonly words: Words
  readonly me: StaffActor
  readonly title: string
  readonly token: string
  readonly now: Date
  readonly notice?: unknown
  readonly done?: unknown
  /** Opened for this showing alone. */
  readonly word?: CodeWord
  /** A note that could not be taken, as it was typed. */
  readonly typed?: ReadForm<CallForm>
}

const fields = describeSection(CallForm).fields

/** Fits one printed page: who, when, how, what to say. */
export const CallSheetText = (props: CallSheetProps) => {
  const { words, typed, reach } = props

  return (
    <>
      <ErrorSummary words={words} items={errorItems(words, fields, typed?.errors ?? {})} />
      <h1>{props.title}</h1>
      <Refused code={props.notice} />
      <Done code={props.done} />
      <p class="change">
        <a href={paths.vetting(props.file.id)}>{words('staff.call_sheet.back')}</a>
      </p>
      <HarmNotice words={words} harm={props.harm} items={['contact']} />
      {reach ? (
        <>
          <Person words={words} reach={reach} />
          <Clocks {...props} zone={reach.zone} />
          <Script {...props} />
        </>
      ) : (
        <Notice>
          <p>{words('staff.call_sheet.sealed')}</p>
        </Notice>
      )}
      <Earlier {...props} />
      <Made {...props} />
    </>
  )
}

const Person = ({ words, reach }: { readonly words: Words; readonly reach: Reach }) => (
  <>
    {reach.rules.includes('never_phone') && (
      <Notice tone="danger">
        <p>{words('staff.call_sheet.never')}</p>
      </Notice>
    )}
    <dl class="facts">
      <div>
        <dt>{words('staff.list.name')}</dt>
        <dd>
          <bdi>{reach.name}</bdi>
          {reach.pronouns && (
            <span class="hint">
              <bdi>{reach.pronouns}</bdi>
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>{words('staff.call_sheet.language')}</dt>
        <dd>{words.language(reach.language)}</dd>
      </div>
    </dl>
    <Table
      caption={words('staff.call_sheet.channels')}
      empty={words('staff.call_sheet.no_channel')}
      rows={reach.channels}
      keyOf={({ channel, handle }) => `${channel} ${handle ?? ''}`}
      columns={channelColumns(words)}
    />
    {reach.rules.length > 0 && (
      <ul>
        {reach.rules.map((rule) => (
          <li key={rule}>{words.find(`option.contact_rules.${rule}`) ?? rule}</li>
        ))}
      </ul>
    )}
  </>
)

const channelColumns = (words: Words) => [
  {
    name: words('staff.call_sheet.channel'),
    cell: ({ channel }: SafeChannel) => words.find(`option.safe_channels.channel.${channel}`) ?? channel,
  },
  { name: words('staff.call_sheet.handle'), cell: ({ handle }: SafeChannel) => <bdi dir="ltr">{handle}</bdi> },
  {
    name: words('staff.call_sheet.may_say'),
    cell: ({ safe }: SafeChannel) => (safe ? (words.find(`option.safe_channels.safe.${safe}`) ?? safe) : ''),
  },
]

const daysAhead = 14

/** Both clocks at this moment, and a change of either within two weeks. */
const Clocks = ({ words, me, now, zone }: CallSheetProps & { readonly zone: string }) => {
  const ahead = offsetMinutes(now, zone) - offsetMinutes(now, me.zone)
  const changes = [...new Set([me.zone, zone])].flatMap((one) => {
    const on = nextOffsetChange(now, one, daysAhead)
    return on ? [{ zone: one, day: words.date(on.toISOString().slice(0, 10)) }] : []
  })

  return (
    <>
      <dl class="facts">
        <div>
          <dt>{words('staff.call_sheet.your_clock')}</dt>
          <dd>{words.instant(now, me.zone)}</dd>
        </div>
        <div>
          <dt>{words('staff.call_sheet.their_clock')}</dt>
          <dd>{words.instant(now, zone)}</dd>
        </div>
        <div>
          <dt>{words('staff.call_sheet.apart')}</dt>
          <dd>{apartText(words, ahead)}</dd>
        </div>
      </dl>
      {changes.map((change) => (
        <p key={change.zone}>{words('staff.call_sheet.clock_changes', change)}</p>
      ))}
    </>
  )
}

function apartText(words: Words, minutes: number): string {
  if (minutes === 0) return words('staff.call_sheet.same')
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const time = rest === 0 ? `${hours} h` : `${hours} h ${rest} min`

  return words(minutes > 0 ? 'staff.call_sheet.ahead' : 'staff.call_sheet.behind', { time })
}

const steps = ['open', 'alone', 'word', 'fits', 'fails', 'others', 'end'] as const

/** What is said, in order. Nothing names the event or us until the word fits. */
const Script = ({ words, file, token, word }: CallSheetProps) => (
  <section>
    <h2>{words('staff.call_sheet.script')}</h2>
    <ol>
      {steps.map((step) => (
        <li key={step}>{words(`staff.call_sheet.step.${step}`)}</li>
      ))}
    </ol>
    {word ? (
      <Notice isStatus title={words(word.word === null ? 'staff.call_sheet.no_word' : 'staff.call_sheet.word')}>
        {word.word !== null && (
          <p>
            <strong dir="auto">{word.word}</strong>
          </p>
        )}
        <p class="hint">{words('staff.call_sheet.word_hint')}</p>
      </Notice>
    ) : (
      <PageForm action={paths.callWord(file.id)} token={token} id="word">
        <div class="buttons">
          <button class="second">{words('staff.call_sheet.show_word')}</button>
        </div>
      </PageForm>
    )}
  </section>
)

const Earlier = ({ words, calls }: CallSheetProps) => (
  <Table
    caption={words('staff.call_sheet.earlier')}
    empty={words('staff.call_sheet.no_calls')}
    rows={calls}
    keyOf={({ id }) => id}
    columns={[
      { name: words('staff.call_sheet.on'), cell: ({ calledOn }: CallNote) => words.date(calledOn) },
      {
        name: words('staff.call_sheet.outcome'),
        cell: ({ outcome }: CallNote) => words(`staff.vetting.call.${outcome}`),
      },
      {
        name: words('staff.call_sheet.again'),
        cell: ({ againOn }: CallNote) => (againOn === null ? '' : words.date(againOn)),
      },
      { name: words('staff.check.by'), cell: ({ author }: CallNote) => author },
    ]}
  />
)

const Made = ({ words, file, token, typed }: CallSheetProps) => (
  <PageForm action={paths.calls(file.id)} token={token} id="call">
    <h2>{words('staff.call_sheet.made')}</h2>
    <p class="hint">{words('staff.call_sheet.made_hint')}</p>
    <SectionFields words={words} fields={fields} values={typed?.values ?? {}} errors={typed?.errors ?? {}} />
    <div class="buttons">
      <button class="main">{words('staff.call_sheet.save')}</button>
    </div>
  </PageForm>
)
