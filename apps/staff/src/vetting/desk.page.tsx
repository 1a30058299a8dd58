import { ErrorSummary } from '#ui/error-summary.js'
import { paths } from '../paths.js'
import { stateLabel } from '../application/state-label.js'
import { Done, Refused } from '../shell/notice.js'
import { mayUse } from '../shell/permissions.js'
import { Checklist } from './checklist.page.js'
import { DocumentLine } from './document-line.js'
import { HarmGate } from './harm.page.js'
import { type DeskProps, wrongText } from './desk-view.js'

export const DeskText = (props: DeskProps) => (
  <>
    <ErrorSummary
      words={props.words}
      items={Object.keys(props.shown.errors ?? {}).map((path) => ({ path, text: summaryText(props, path) }))}
    />
    <h1>{props.title}</h1>
    <Refused code={props.shown.notice} />
    <Done code={props.shown.done} />
    <Ways {...props} />
    <HarmGate {...props} />
    <DocumentLine {...props} />
    <Checklist {...props} />
  </>
)

const summaryText = (props: DeskProps, path: string): string => {
  const index = Number(path.split('.')[1])
  const text = wrongText(props, path) ?? ''
  const item = props.harm[index]?.item
  if (path.startsWith('checks')) return `${index + 1} ${text}`
  return item ? `${props.words(`staff.vetting.item.${item}`)}: ${text}` : text
}

const Ways = ({ words, me, file, next }: DeskProps) => (
  <>
    <p class="lead">
      {stateLabel(file.state)}
      {file.facts.isRestricted && <strong class="error"> · {words('staff.vetting.restricted')}</strong>}
      {file.isHeld && <strong class="error"> · {words('staff.list.held')}</strong>}
    </p>
    <p class="buttons">
      <a href={paths.application(file.id)}>{words('staff.vetting.to_file')}</a>
      {mayUse(me.roles, 'reference.open') && (
        <a href={paths.references(file.id)}>{words('staff.vetting.to_references')}</a>
      )}
      {mayUse(me.roles, 'call.read') && <a href={paths.callSheet(file.id)}>{words('staff.vetting.to_call')}</a>}
      {mayUse(me.roles, 'restriction.read') && (
        <a href={paths.restriction(file.id)}>{words('staff.vetting.to_restriction')}</a>
      )}
      {mayUse(me.roles, 'vetting.list') && <a href={paths.vettingDesk}>{words('staff.vetting.to_list')}</a>}
      {next && <a href={paths.vetting(next)}>{words('staff.vetting.next')}</a>}
    </p>
  </>
)
