import { useEffect, useState } from 'preact/hooks'
import { doubtOf, handed, handing, handOver, insert, insertWords } from '../state/insertion.ts'
import { copyPicture, copyText, downloadPiece, type Piece } from '../state/piece.ts'
import { look, noun, pageView } from '../state/place.ts'
import { offSentence } from '../state/switches.ts'
import { Button } from '../ui/button.tsx'
import { Dock } from '../ui/dock.tsx'
import { Switch, TextInput } from '../ui/inputs.tsx'

/** Takes a finished piece to where it belongs, and says what truly happened. */
export function HandOver({ piece, idle }: { piece: Piece; idle: string }) {
  // The page may have changed while the piece was made.
  useEffect(() => void look(), [piece.key])
  const [withText, setWithText] = useState(false)
  const [text, setText] = useState(piece.prompt)
  const [title, setTitle] = useState('')
  const { busy, said, went, key } = handing.value
  const { kind } = piece
  const isFile = kind === 'image' || kind === 'video'
  const isText = kind === 'text'
  const spot = pageView.value?.spot && (isFile || isText)
  const off = spot ? offSentence.value : null
  const composer = Boolean(spot) && !off
  const again = piece.key in handed.value
  const spoken = key === piece.key && said !== ''
  const doubt = doubtOf(piece)
  const otherwise = kind === 'image' || isText ? 'Copy or download it instead.' : 'Download it instead.'
  const titled = pageView.value?.hasTitle ?? false
  const put = async () => {
    const written = (words: string, wanted = true) => (withText && wanted && words.trim() ? words : null)
    const left = await insert(piece, { title: written(title, titled), text: written(text) })
    setTitle(left.title ?? '')
    if (left.text === null) setWithText(false)
  }
  const waiting = busy === 'insert' ? `Putting it into your ${noun.value}` : ''
  return (
    <Dock
      status={spoken ? said : waiting || (doubt ?? (off && `${off} ${otherwise}`) ?? idle)}
      tone={spoken ? went && (went === 'well' ? 'well' : 'badly') : 'calm'}
    >
      {composer && isFile && (
        <>
          <Switch label="Insert text too" on={withText} onTurn={setWithText} />
          {withText && titled && <TextInput label="Title" value={title} onInput={setTitle} />}
          {withText && <TextInput label="Text" lines={2} value={text} onInput={setText} />}
        </>
      )}
      <div class="button-row">
        {composer && (
          <span class="grow">
            <Button
              kind={again ? 'quiet' : 'primary'}
              busy={busy === 'insert'}
              onPress={() => void (isText ? insertWords(piece) : put())}
            >
              {again ? 'Insert again' : `Insert into ${noun.value}`}
            </Button>
          </span>
        )}
        {(kind === 'image' || isText) && (
          <Button
            icon="copy"
            kind={isText && !composer ? 'primary' : 'quiet'}
            bare={composer}
            busy={busy === 'copy'}
            onPress={() =>
              void handOver(
                piece,
                'copy',
                isText ? copyText : copyPicture,
                'Copied. Paste it where you want it.',
              )
            }
          >
            Copy
          </Button>
        )}
        <Button
          icon="download"
          kind={composer || isText ? 'quiet' : 'primary'}
          bare={composer}
          busy={busy === 'download'}
          onPress={() => void handOver(piece, 'download', downloadPiece, `Downloaded as ${piece.name}.`)}
        >
          Download
        </Button>
      </div>
    </Dock>
  )
}
