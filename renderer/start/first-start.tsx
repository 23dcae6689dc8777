/** A data folder without a hotel: what that means, and the demo hotel one key away. */
import { Button } from '@mantine/core'
import { useCommand, useDesk, useIsAway } from '../desk-context.tsx'
import { BrandMark } from '../frame/header.tsx'
import { Key, Mark } from '../frame/marks.tsx'
import { hotelNames } from '../hotel-names.ts'
import { failureSentence } from '../wording.ts'

const NO_NAMES = hotelNames(null)

export function FirstStart() {
  const { calls, cache } = useDesk()
  const isAway = useIsAway()
  const openDemo = useCommand(calls.property.openDemo)
  async function open() {
    await openDemo.send({})
    // The hotel is there early in the filling, its sandbox only at the end, which no topic of the property tells.
    await cache.invalidateQueries()
  }
  return (
    <main className="centred">
      <form
        className="card"
        data-testid="first-start"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isAway && !openDemo.isSending) void open()
        }}
      >
        <span className="brand">
          <BrandMark />
          Keyrack
        </span>
        <h1>No hotel here yet</h1>
        <p>
          This data folder is empty. The demo hotel has rooms, guests and a sandbox channel that sells like a
          real one; nothing in it reaches anyone outside this machine.
        </p>
        <p className="muted second">
          Your own hotel is set up through the API: property.setUp, see /api/openapi.json.
        </p>
        {openDemo.failure !== null && (
          <div className="alert" role="alert">
            <Mark tone="danger" />
            {failureSentence(openDemo.failure, NO_NAMES)}
          </div>
        )}
        <div>
          <Button
            type="submit"
            autoFocus
            disabled={isAway}
            loading={openDemo.isSending}
            rightSection={<Key>Enter</Key>}
          >
            Open the demo hotel
          </Button>
        </div>
      </form>
    </main>
  )
}
