import type { ComponentChildren, VNode } from 'preact'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'

export interface FramedPage {
  readonly me: StaffActor
  readonly title: string
  readonly hasErrors?: boolean
}

/** What these screens ask of the app's shell: a page around their content, and the token of its forms. */
export abstract class Frame {
  abstract frame(framed: FramedPage, content: ComponentChildren): VNode
  abstract token(me: StaffActor): string
}
