// Finds a container by its label: with the camera, from a photo, or by typing the code. Pictures never leave the phone.

const form = document.querySelector("[data-scan]");
const said = form.querySelector("[data-scan-said]");
const video = form.querySelector("video");
const start = form.querySelector("[data-scan-start]");
const photo = form.querySelector("input[type=file]");

const OFTEN = 250;
const WIDEST = 1200;

const say = (words) => {
  said.textContent = words;
};

let reader;
// The browser's own reader where there is one, else the shipped one, which is loaded only now.
async function readerOf() {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (canvas) => (await detector.detect(canvas))[0]?.rawValue;
  }
  await new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = form.dataset.reader;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  return async (canvas) => {
    const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return jsQR(data, width, height)?.data;
  };
}

async function codeIn(picture, width, height) {
  reader ??= await readerOf();
  const canvas = document.createElement("canvas");
  const scale = Math.min(1, WIDEST / width);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(picture, 0, 0, canvas.width, canvas.height);
  return reader(canvas);
}

function found(code) {
  say(`Terbaca: ${code}. Membuka wadahnya.`);
  form.elements.code.value = code;
  form.requestSubmit();
}

let stream;
function stop() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = undefined;
  video.hidden = true;
}

async function look() {
  if (!stream) return;
  const code = video.videoWidth ? await codeIn(video, video.videoWidth, video.videoHeight) : undefined;
  if (code) {
    stop();
    found(code);
  } else setTimeout(look, OFTEN);
}

start.addEventListener("click", async () => {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    say("Kamera tidak dapat dibuka. Ambil foto labelnya, atau ketik kodenya.");
    return;
  }
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  say("Arahkan kamera ke kode pada label.");
  look();
});

photo.addEventListener("change", async () => {
  if (!photo.files[0]) return;
  say("Membaca foto.");
  try {
    const picture = await createImageBitmap(photo.files[0]);
    const code = await codeIn(picture, picture.width, picture.height);
    if (code) found(code);
    else say("Kode tidak terbaca dalam foto ini. Ambil lebih dekat dan terang, atau ketik kodenya.");
  } catch {
    say("Berkas ini bukan foto. Ambil foto labelnya, atau ketik kodenya.");
  } finally {
    photo.value = "";
  }
});

// Without HTTPS a browser gives no camera to a page: the photo and the typed code remain.
if (navigator.mediaDevices?.getUserMedia) start.hidden = false;
addEventListener("pagehide", stop);
