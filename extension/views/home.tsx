import { useState } from 'preact/hooks'
import type { Account } from '../../shared/api.ts'
import { dollars, priceWords } from '../../shared/money.ts'
import { account } from '../state/account.ts'
import { amountWords } from '../state/price-tag.ts'
import { openJobs, unreached } from '../state/jobs.ts'
import { library } from '../state/library.ts'
import { pieceOf } from '../state/piece.ts'
import { as, tabId } from '../state/place.ts'
import { signOut } from '../state/session.ts'
import { refreshAll } from '../state/start.ts'
import { openStudio } from '../state/studio.ts'
import { Button } from '../ui/button.tsx'
import { Dock } from '../ui/dock.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { openBeside, openInPage } from '../windows.ts'
import { HandOver } from './hand-over.tsx'
import { JobCard } from './job-card.tsx'
import { Library } from './library.tsx'
import { TroubleNotice } from './trouble.tsx'
import { Page } from '../ui/page.tsx'

const unitWords = {
  image: ['image left', 'images left'],
  video: ['video left', 'videos left'],
  usd: ['left for the rest', 'left for the rest'],
} as const

export function HomeView() {
  const [openId, setOpenId] = useState<string | null>(null)
  const { value: who, trouble } = account.now.value
  const open = library.now.value.value?.find((asset) => asset.id === openId)
  const piece = open ? pieceOf(open) : null
  return (
    <>
      <Page>
        {who ? <AccountCard who={who} /> : !trouble && <Skeleton />}
        {trouble && <TroubleNotice trouble={trouble} onRetry={() => void refreshAll()} />}
        {!trouble && unreached.value && (
          <TroubleNotice trouble={unreached.value} onRetry={() => void refreshAll()} />
        )}
        {openJobs.value.length > 0 && (
          <section class="section">
            <h2>Being made</h2>
            {openJobs.value.map((job) => (
              <JobCard key={job.id} job={job} />
            ))}
          </section>
        )}
        {!(trouble && library.now.value.trouble) && <Library open={piece} onOpen={setOpenId} />}
      </Page>
      {piece ? (
        <HandOver key={piece.key} piece={piece} idle="" />
      ) : (
        as === 'popup' && tabId !== null && <WaysIn tab={tabId} />
      )}
    </>
  )
}

function AccountCard({ who }: { who: Account }) {
  const spent = who.spent.filter(({ amount }) => amount > 0)
  return (
    <section class="card stack" aria-label="Your account">
      <div class="line">
        <div>
          <p class="way-title">{who.user.name}</p>
          <p class="faint">{who.user.email}</p>
        </div>
        <span class="chip">{who.workspace.planTitle}</span>
      </div>
      <dl class="balance">
        {who.balance.map(({ unit, available }) => (
          <div key={unit}>
            <dt>{unitWords[unit][available === 1 ? 0 : 1]}</dt>
            <dd>{amountWords(unit, available)}</dd>
          </div>
        ))}
      </dl>
      <div class="line">
        <p class="faint">
          {spent.length > 0
            ? `Spent this month: ${spent.map(priceWords).join(', ')} (${dollars(who.vendorCostMicros)} at the vendors)`
            : 'Nothing spent this month'}
        </p>
        <Button kind="plain" icon="leave" onPress={() => void signOut()}>
          Sign out
        </Button>
      </div>
    </section>
  )
}

/** The two places the panel can move to from the toolbar's popup; the popup closes behind it. */
function WaysIn({ tab }: { tab: number }) {
  const [said, setSaid] = useState('')
  return (
    <Dock status={said} tone={said ? 'badly' : 'calm'}>
      <Button
        kind="primary"
        icon="beside"
        onPress={() => {
          openBeside(tab).then(
            () => window.close(),
            (cause: unknown) => setSaid(`It could not be opened: ${String(cause)}`),
          )
        }}
      >
        Open beside this page
      </Button>
      <Button
        icon="inside"
        onPress={async () => {
          const shown = await openInPage(tab)
          if (shown.ok) window.close()
          else setSaid(shown.why)
        }}
      >
        Show on this page
      </Button>
      <Button icon="large" onPress={() => void openStudio().then(() => window.close())}>
        Open the studio
      </Button>
    </Dock>
  )
}
