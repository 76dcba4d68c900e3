// The picture of one's own lamp has no address on the web: it is drawn here and shown as a `data:` picture.
function drawLamp(colour: string): string {
  const canvas = document.createElement('canvas')
  ;[canvas.width, canvas.height] = [640, 480]
  const pen = canvas.getContext('2d')!
  const wall = pen.createLinearGradient(0, 0, 0, 480)
  wall.addColorStop(0, '#efe6d6')
  wall.addColorStop(1, '#d8c7ab')
  pen.fillStyle = wall
  pen.fillRect(0, 0, 640, 480)
  pen.fillStyle = '#8a6645'
  pen.fillRect(0, 390, 640, 90)
  const glow = pen.createRadialGradient(320, 250, 10, 320, 300, 240)
  glow.addColorStop(0, 'rgb(255 236 186 / .95)')
  glow.addColorStop(1, 'rgb(255 236 186 / 0)')
  pen.fillStyle = glow
  pen.fillRect(60, 60, 520, 420)
  pen.fillStyle = '#5f432b'
  pen.fillRect(312, 220, 16, 170)
  pen.beginPath()
  pen.ellipse(320, 396, 80, 16, 0, 0, Math.PI * 2)
  pen.fill()
  pen.fillStyle = colour
  pen.beginPath()
  pen.moveTo(260, 110)
  pen.lineTo(380, 110)
  pen.lineTo(440, 230)
  pen.lineTo(200, 230)
  pen.closePath()
  pen.fill()
  return canvas.toDataURL('image/jpeg', 0.9)
}

const yours = document.querySelector<HTMLImageElement>('#yours')!
const shades = document.querySelectorAll<HTMLInputElement>('[name="shade"]')
for (const shade of shades) shade.addEventListener('change', () => (yours.src = drawLamp(shade.value)))
yours.src = drawLamp(shades[0]!.value)

document.querySelector('#closer')!.addEventListener('click', () => {
  document.querySelector<HTMLDialogElement>('#zoom')!.showModal()
})
