/** A number of a table as a flow between two sums: what enters a sum leaves it. `cost` is the price of hiding it, too. */
export interface Flow {
  readonly from: number
  readonly to: number
  readonly value: number
  readonly cost: number
}

interface Arc {
  readonly flow: number
  readonly to: number
  readonly cost: number
}

/**
 * Hides more flows until no hidden one can be computed from those shown.
 *
 * Somebody who knows the shown numbers, the sums, and that counts are never negative, can compute a hidden flow exactly
 * when no cycle of changes passes through it: up along flows, down only where they are above 0 (Gusfield, A graph
 * theoretic approach to statistical data security, 1988). Each hidden flow therefore gets its cheapest such cycle, and
 * what lies on it is hidden as well. A flow of infinite cost is never hidden.
 * @param hidden places of flows to hide from the start
 */
export function hideUntilSafe(flows: readonly Flow[], hidden: ReadonlySet<number>): ReadonlySet<number> {
  const all = new Set(hidden)
  // What is added lies on a cycle of its own, so one pass over the first ones is enough.
  for (const flow of hidden) for (const other of cheapestCycle(flows, all, flow)) all.add(other)

  return all
}

/** The other flows of the cheapest cycle of changes through a flow; hidden ones cost nothing. */
function cheapestCycle(flows: readonly Flow[], hidden: ReadonlySet<number>, flow: number): readonly number[] {
  const own = flows[flow]
  if (!own) return []
  const arcs = arcsOf(flows, hidden, flow)
  const up = cheapestPath(arcs, own.to, own.from)
  const down = own.value > 0 ? cheapestPath(arcs, own.from, own.to) : undefined
  const best = down && (!up || down.cost < up.cost) ? down : up

  return best?.flows ?? []
}

function arcsOf(
  flows: readonly Flow[],
  hidden: ReadonlySet<number>,
  without: number,
): ReadonlyMap<number, readonly Arc[]> {
  const arcs = new Map<number, Arc[]>()
  const add = (from: number, arc: Arc) => arcs.set(from, [...(arcs.get(from) ?? []), arc])
  for (const [flow, { from, to, value, cost }] of flows.entries()) {
    const price = hidden.has(flow) ? 0 : cost
    if (flow === without || price === Infinity) continue
    add(from, { flow, to, cost: price })
    if (value > 0) add(to, { flow, to: from, cost: price })
  }
  return arcs
}

interface Path {
  readonly cost: number
  readonly flows: readonly number[]
}

/** Dijkstra, over the few sums of a table. */
function cheapestPath(arcs: ReadonlyMap<number, readonly Arc[]>, from: number, to: number): Path | undefined {
  const reached = new Map<number, Path>([[from, { cost: 0, flows: [] }]])
  const settled = new Set<number>()
  for (;;) {
    const [next] = [...reached].filter(([sum]) => !settled.has(sum)).toSorted(([, a], [, b]) => a.cost - b.cost)
    if (!next || next[0] === to) return next?.[1]
    const [sum, path] = next
    settled.add(sum)
    for (const arc of arcs.get(sum) ?? []) {
      const cost = path.cost + arc.cost
      if (cost < (reached.get(arc.to)?.cost ?? Infinity)) {
        reached.set(arc.to, { cost, flows: [...path.flows, arc.flow] })
      }
    }
  }
}
