#!/usr/bin/env bash
# Renews lib/ and fonts/ from the exact versions in package.json. Building and running do not need it, nor Node.
set -euo pipefail
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp package.json "$work"
(cd "$work" && npm install --no-package-lock --ignore-scripts --omit=peer --omit=optional --no-audit --no-fund --silent)
modules=$work/node_modules

rm -rf lib fonts
mkdir -p lib/monaco/vs/{assets,basic-languages,editor} lib/pdfjs/standard_fonts lib/signalr lib/uplot fonts

for subset in latin latin-ext cyrillic greek; do
  cp "$modules/@fontsource-variable/inter/files/inter-$subset-wght-normal.woff2" fonts/
  cp "$modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-$subset-wght-normal.woff2" fonts/
done
cp "$modules/@fontsource-variable/inter/LICENSE" fonts/Inter-LICENSE
cp "$modules/@fontsource-variable/jetbrains-mono/LICENSE" fonts/JetBrainsMono-LICENSE

# SignalR's browser build is a script that looks for module.exports; given one of its own it is an ES module.
{
  echo 'const module = { exports: {} }, exports = module.exports;'
  sed '/^\/\/# sourceMappingURL=/d' "$modules/@microsoft/signalr/dist/browser/signalr.min.js"
  echo
  echo 'export const { HubConnectionBuilder, HubConnectionState, HttpTransportType, LogLevel } = module.exports;'
} >lib/signalr/signalr.js

# uPlot's script defines a variable: exported it is an ES module.
{
  cat "$modules/uplot/dist/uPlot.iife.min.js"
  echo
  echo 'export default uPlot;'
} >lib/uplot/uplot.js
cp "$modules/uplot/dist/uPlot.min.css" lib/uplot/uplot.css
cp "$modules/uplot/LICENSE" lib/uplot/

# PDF.js: the build for browsers that are a few years old, its worker, and the fonts that a PDF need not bring along. As .js,
# so that any server knows their type. Left out: the sandbox for scripts in PDFs, viewer, character maps, WebAssembly decoders.
for part in pdf pdf.worker; do
  sed '/^\/\/# sourceMappingURL=/d' "$modules/pdfjs-dist/legacy/build/$part.min.mjs" >"lib/pdfjs/$part.js"
done
cp "$modules/pdfjs-dist/standard_fonts"/* lib/pdfjs/standard_fonts/
cp "$modules/pdfjs-dist/LICENSE" lib/pdfjs/

# Monaco: the editor, its worker, and the tokenisers of the languages that are shown. The parts' names carry hashes.
from=$modules/monaco-editor/min/vs
to=lib/monaco/vs
cp "$from"/loader.js "$from"/nls.messages-loader.js "$to"/
cp "$from"/editor/editor.main.{js,css} "$to"/editor/
cp "$from"/basic-languages/monaco.contribution.js "$to"/basic-languages/
for part in editor editorWorkerHost toggleHighContrast index-DZH monaco.contribution workers lspLanguageFeatures \
  main jsonMode css.worker html.worker json.worker ts.worker \
  python yaml markdown shell xml ini html css javascript typescript; do
  cp "$from/$part"-*.js "$to"/ 2>/dev/null || cp "$from/$part"*.js "$to"/
done
for worker in editor json; do
  cp "$from/assets/$worker.worker-"*.js "$to/assets/$worker.worker.js"
done
cp "$modules/monaco-editor/LICENSE" "$modules/monaco-editor/ThirdPartyNotices.txt" lib/monaco/
