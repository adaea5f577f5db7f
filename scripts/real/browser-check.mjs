#!/usr/bin/env node
// Opens a page in chromium as readers do: light and dark, on a desk and on a phone, and on paper.
// Usage: browser-check.mjs PAGE.html OUT_DIR
// Writes a screenshot of each and prints what happened as JSON: console messages, requests, what axe found, timings.
// Needs scripts/real/install-chromium.sh.
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const need = createRequire(path.join(root, '.gate/real/browser/package.json'));
const { chromium } = need('playwright-core');
const axe = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');

const [file, out] = process.argv.slice(2);
if (!file || !out) {
  console.error('usage: browser-check.mjs PAGE.html OUT_DIR');
  process.exit(64);
}
const url = pathToFileURL(path.resolve(file)).href;
mkdirSync(out, { recursive: true });

const views = [
  { name: 'desk-light', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'desk-dark', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'phone-light', width: 390, height: 844, colorScheme: 'light' },
  { name: 'phone-dark', width: 390, height: 844, colorScheme: 'dark' },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});

const open = async (view, bypassCSP) => {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    colorScheme: view.colorScheme,
    bypassCSP,
  });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const heard = { console: [], requests: [] };
  page.on('console', (message) => heard.console.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.console.push(`error: ${error.message}`));
  page.on('request', (request) => request.url() === url || heard.requests.push(request.url()));
  const began = Date.now();
  await page.goto(url, { waitUntil: 'load' });
  return { context, page, heard, millis: Date.now() - began };
};

const filterTo = (page, outcome) =>
  page.evaluate((value) => {
    const radio = document.querySelector(`input[name=outcome][value=${value}]`);
    if (!radio) return null;
    radio.click();
    return Array.from(document.querySelectorAll('#list > li')).filter((item) => !item.hidden).length;
  }, outcome);

const keepAHundred = (page) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('#list > li'))
      .slice(100)
      .forEach((item) => item.remove()),
  );

const result = { views: [], cases: 0 };
for (const view of views) {
  const { context, page, heard, millis } = await open(view, false);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  result.cases = await page.evaluate(() => document.querySelectorAll('#list > li').length);
  const any = await filterTo(page, 'any');
  const began = Date.now();
  const lost = await filterTo(page, 'lost');
  const filterMillis = Date.now() - began;
  await page.screenshot({ path: path.join(out, `${view.name}.png`) });
  await context.close();

  // axe has to be let in: the page's own policy keeps every foreign script out.
  const checked = await open(view, true);
  // All cards are of one make, so a hundred of them stand for thousands; axe would take minutes over each of those.
  await keepAHundred(checked.page);
  // And cards out of sight have to be laid out, or every look at one lays it out anew.
  await checked.page.addStyleTag({ content: '.case { content-visibility: visible !important; }' });
  await checked.page.addScriptTag({ content: axe });
  const found = await checked.page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const height = await checked.page.evaluate(() => document.documentElement.scrollHeight);
  if (height <= 16000) {
    await checked.page.screenshot({ path: path.join(out, `${view.name}-whole.png`), fullPage: true });
  }
  await checked.context.close();
  result.views.push({
    name: view.name,
    millis,
    filterMillis,
    overflow,
    console: heard.console,
    requests: heard.requests,
    shown: { any, lost },
    axe: found.violations.map((one) => `${one.id}: ${one.nodes.length} × ${one.nodes[0].html.slice(0, 160)}`),
  });
}

const paper = await open({ width: 794, height: 1123, colorScheme: 'light' }, false);
await keepAHundred(paper.page);
await paper.page.pdf({ path: path.join(out, 'print.pdf'), format: 'A4' });
await paper.page.emulateMedia({ media: 'print' });
await paper.page.screenshot({ path: path.join(out, 'print.png') });
await paper.context.close();
await browser.close();
console.log(JSON.stringify(result, null, 2));
