import type { VNode } from 'preact'
import { render } from '../render.js'

/** A page as a handler returns it. */
export class Page {
  constructor(
    readonly html: string,
    readonly status: number,
  ) {}
}

/** Renders a page; 422 when it shows a form again that cannot be taken as it is. */
export const page = (content: VNode, status = 200): Page => new Page(render(content), status)

/** POST → 303 → GET. */
export class SeeOther {
  constructor(readonly location: string) {}
}

export const seeOther = (location: string): SeeOther => new SeeOther(location)

/** A file to keep. Its name is neutral, since it stays on the person's own machine. */
export class Download {
  constructor(
    readonly content: string,
    readonly type: 'text/plain' | 'text/csv' | 'application/json',
    readonly fileName: string,
  ) {}
}
