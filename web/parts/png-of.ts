/** Dots for each px of the picture: it stays sharp on a projector and in print. */
const SCALE = 2;

/** A picture as PNG, drawn by the browser. Throws where it cannot draw it. */
export async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => {
      canvas.toBlob((blob) => (blob === null ? failed(new Error("the picture is too large for a PNG")) : done(blob)));
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
