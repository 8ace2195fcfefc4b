/**
 * The one style sheet: system fonts, contrast of at least 4.5:1 for text and 3:1 for edges of controls, in both colour
 * schemes.
 */
export const style = `
:root { color-scheme: light dark; --text: #16212d; --soft: #4b5b6b; --ground: #f3f6f9; --card: #fff; --line: #d3dbe3;
  --edge: #75869a; --accent: #0b5cad; --accent-soft: #e4effa; --on-accent: #fff; --alarm: #a3161f; --alarm-soft: #fdecec;
  --good: #17603a; --good-soft: #e3f4ea; --warn: #7a4a00; --warn-soft: #fdf1d8; --code: #eef2f6;
  --shadow: 0 1px 2px rgb(16 32 48 / .06), 0 4px 14px rgb(16 32 48 / .06); --radius: .6rem; }
@media (prefers-color-scheme: dark) { :root { --text: #e6ebf0; --soft: #aab7c4; --ground: #10161d; --card: #19212a;
  --line: #33404e; --edge: #7c8fa3; --accent: #82bbf7; --accent-soft: #1d3145; --on-accent: #0b1520; --alarm: #ff9a9f;
  --alarm-soft: #3a1d21; --good: #85d6a5; --good-soft: #17301f; --warn: #f0c06a; --warn-soft: #352810; --code: #0d1319;
  --shadow: none; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
a { color: var(--accent); text-underline-offset: .15em; }
h1, h2, h3 { line-height: 1.25; letter-spacing: -.01em; text-wrap: balance; }
h1 { margin: 0 0 .75rem; font-size: clamp(1.45rem, 1.2rem + 1.2vw, 1.9rem); }
h2 { margin: 2.25rem 0 .6rem; font-size: 1.25rem; }
h3 { margin: 1.25rem 0 .35rem; font-size: 1.05rem; }
p, ul, ol, dl { margin: 0 0 1rem; }
li + li { margin-top: .25rem; }
small, .soft { color: var(--soft); }
.lead { max-width: 42rem; color: var(--soft); font-size: 1.1rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: .5rem; top: .5rem; z-index: 1; padding: .5rem .9rem; background: var(--card); border-radius: .3rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .2rem; }

header.site { background: var(--card); border-bottom: 1px solid var(--line); }
.site > div { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.25rem; max-width: 66rem; margin: 0 auto;
  padding: .7rem 1.25rem; }
.brand { display: inline-flex; align-items: center; gap: .55rem; margin: 0 auto 0 0; color: inherit; font-weight: 700;
  text-decoration: none; }
.brand svg { flex: none; color: var(--accent); }
.brand { line-height: 1.25; }
.brand small { display: block; font-weight: 400; }
.site nav ul { display: flex; flex-wrap: wrap; gap: .1rem .2rem; margin: 0; padding: 0; list-style: none; }
.site nav li { margin: 0; }
.site nav a, .site nav button { display: inline-block; min-height: 0; padding: .4rem .65rem; border: 0; border-radius: .35rem; color: var(--text);
  font-weight: 500; text-decoration: none; }
.site nav a:hover, .site nav button:hover { background: var(--accent-soft); color: var(--text); }
.site nav a[aria-current] { color: var(--accent); background: var(--accent-soft); }
.banner { margin: 0; padding: .6rem 1.25rem; color: var(--warn); background: var(--warn-soft);
  border-bottom: 1px solid var(--warn); text-align: center; }
footer.site { border-top: 1px solid var(--line); border-bottom: 0; color: var(--soft); font-size: .92rem; }

main { margin: 2rem auto; padding: 1.75rem; background: var(--card); border: 1px solid var(--line);
  border-radius: var(--radius); box-shadow: var(--shadow); }
main.narrow { max-width: 30rem; }
main.wide { max-width: 62rem; }
main.open { max-width: 66rem; padding: 0 1.25rem; background: none; border: 0; box-shadow: none; }
@media (max-width: 40rem) { main { margin: 0 0 1rem; padding: 1.25rem 1rem; border-width: 0 0 1px; border-radius: 0; box-shadow: none; }
  main.open { margin-top: 1.25rem; padding: 0 1rem; } }

.card { margin: 0 0 1.25rem; padding: 1.25rem 1.4rem; background: var(--card); border: 1px solid var(--line);
  border-radius: var(--radius); box-shadow: var(--shadow); }
.card > :first-child { margin-top: 0; }
.card > :last-child { margin-bottom: 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18.5rem), 1fr)); gap: 1.1rem;
  margin: 0 0 1.5rem; padding: 0; list-style: none; }
.cards > * { display: flex; flex-direction: column; margin: 0; }
.cards .buttons, .cards .foot { margin-top: auto; }
.cards h2, .cards h3 { margin: 0 0 .4rem; font-size: 1.1rem; overflow-wrap: anywhere; }
.head { display: flex; flex-wrap: wrap; align-items: start; justify-content: space-between; gap: .5rem 1rem; margin-bottom: 1.25rem; }
.head h1, .head p { margin-bottom: .2rem; }
.head h2, .head .buttons { margin-top: 0; }
.hero { padding: 1.5rem 0; }
.hero h1 { font-size: clamp(1.8rem, 1.2rem + 3vw, 2.7rem); }
.empty { padding: 2.5rem 1.25rem; text-align: center; border: 2px dashed var(--line); border-radius: var(--radius); }
.empty .buttons { justify-content: center; }
.crumbs { margin: 0 0 .75rem; font-size: .95rem; }
.badge { display: inline-block; padding: .1rem .6rem; border: 1px solid currentcolor; border-radius: 1rem; color: var(--soft);
  font-size: .85rem; font-weight: 600; white-space: nowrap; }
.badge.low, .badge.good { color: var(--good); background: var(--good-soft); }
.badge.medium, .badge.wait { color: var(--warn); background: var(--warn-soft); }
.badge.high, .badge.bad { color: var(--alarm); background: var(--alarm-soft); }

label, .label { display: block; margin-bottom: .25rem; font-weight: 600; }
.hint { display: block; margin: -.1rem 0 .35rem; color: var(--soft); font-size: .93rem; font-weight: 400; }
.field { margin-bottom: 1.15rem; }
.error { display: block; margin: .1rem 0 .35rem; color: var(--alarm); font-size: .95rem; font-weight: 600; }
input[type=text], input[type=password], input[type=email], input[type=url], input[type=date], input[type=datetime-local], textarea, select {
  width: 100%; margin-bottom: 1rem; padding: .55rem .7rem; font: inherit; color: inherit; background: var(--card);
  border: 1px solid var(--edge); border-radius: .4rem; }
textarea { min-height: 5.5rem; resize: vertical; }
.field input, .field textarea, .field select { margin-bottom: 0; }
[aria-invalid=true] { border-color: var(--alarm) !important; border-width: 2px !important; }
.code-input { max-width: 14rem; font: 1.2rem/1.4 ui-monospace, Menlo, Consolas, monospace !important; letter-spacing: .15em; }
fieldset { margin: 0 0 1.15rem; padding: .85rem 1.1rem; border: 1px solid var(--line); border-radius: .5rem; min-width: 0; }
fieldset.plain { padding: 0; border: 0; }
legend { padding: 0 .35rem; font-weight: 600; }
fieldset.plain legend { padding: 0; margin-bottom: .25rem; }
.choice { display: grid; align-content: start; grid-template-columns: 1.6rem 1fr; margin: .45rem 0; font-weight: 400; cursor: pointer; }
.choice input { width: 1.15rem; height: 1.15rem; margin: .25rem 0 0; accent-color: var(--accent); }
.choice span { font-weight: 500; }
.choice small { grid-column: 2; color: var(--soft); }
.grid2 { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: 0 1rem; }

.buttons { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; margin: 1.25rem 0 0; }
button, a.button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: .5rem 1.2rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--accent); background: transparent; border: 1px solid var(--accent); border-radius: .4rem; text-decoration: none; }
button:hover, a.button:hover { background: var(--accent-soft); }
button.main, a.button.main { color: var(--on-accent); background: var(--accent); }
button.main:hover, a.button.main:hover { filter: brightness(1.1); }
button.danger, a.button.danger { color: var(--alarm); border-color: var(--alarm); }
button.danger:hover, a.button.danger:hover { background: var(--alarm-soft); }
button.link { min-height: 0; padding: 0; border: 0; color: var(--accent); text-decoration: underline; font-weight: 400; }

[role=alert], .notice { margin: 0 0 1.15rem; padding: .75rem 1rem; border: 1px solid; border-left-width: .35rem; border-radius: .4rem; }
[role=alert] { color: var(--alarm); background: var(--alarm-soft); }
.notice { border-color: var(--accent); background: var(--accent-soft); }
.notice.good { border-color: var(--good); background: var(--good-soft); }
.notice.warn { border-color: var(--warn); background: var(--warn-soft); }
[role=alert] a { color: inherit; }
[role=alert] > :last-child, .notice > :last-child { margin-bottom: 0; }
[role=alert] ul { margin: .25rem 0 0; padding-left: 1.2rem; }

code, pre, kbd { font: .9em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: var(--code); }
code { padding: .1rem .3rem; border-radius: .25rem; overflow-wrap: anywhere; }
pre { margin: 0 0 1rem; padding: .9rem 1rem; border: 1px solid var(--line); border-radius: .4rem; overflow-x: auto; }
pre code { padding: 0; background: none; overflow-wrap: normal; }
.secret { display: block; padding: .6rem .8rem; font-size: 1rem; user-select: all; }
table code { white-space: nowrap; }
table code.parts { white-space: normal; overflow-wrap: normal; }
.table { overflow-x: auto; margin-bottom: 1rem; }
/* A shadow at the edge behind which a table goes on; what moves with the table hides it at the end. */
.card .table, main:not(.open) .table { background:
  linear-gradient(to right, var(--card) 40%, transparent) left / 2rem 100% no-repeat local,
  linear-gradient(to left, var(--card) 40%, transparent) right / 2rem 100% no-repeat local,
  linear-gradient(to right, var(--line), transparent) left / .7rem 100% no-repeat scroll,
  linear-gradient(to left, var(--line), transparent) right / .7rem 100% no-repeat scroll; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-size: .9rem; white-space: nowrap; }
#console .info .title { display: none; }
.light { overflow-x: auto; color-scheme: light; color: #16212d; background: #fff; }
dl.facts { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .4rem 1.25rem; }
dl.facts dt { color: var(--soft); }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 32rem) { dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-bottom: .6rem; } }

.split { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 2rem; align-items: start; }
@media (max-width: 52rem) { .split { grid-template-columns: minmax(0, 1fr); gap: 1rem; } }
.steps { margin: 0; padding: 0; list-style: none; }
.steps li { margin: 0; }
.steps a { display: flex; gap: .6rem; padding: .45rem .6rem; border-radius: .35rem; color: var(--text); text-decoration: none; font-size: .95rem; }
.steps a:hover, .steps a[aria-current] { background: var(--accent-soft); }
.steps a[aria-current] { font-weight: 600; }
.steps .mark { flex: none; width: 1.5rem; height: 1.5rem; border: 1px solid var(--edge); border-radius: 50%; text-align: center;
  font-size: .8rem; line-height: 1.4rem; }
.steps .done { color: var(--good); border-color: var(--good); background: var(--good-soft); }
meter { width: 7rem; height: .8rem; vertical-align: middle; }
td.score-line { white-space: nowrap; }
td.words { min-width: 17rem; }
.score { font-size: 2.6rem; font-weight: 700; line-height: 1; }
.thread { margin: 0; padding: 0; list-style: none; }
.thread li { margin: 0 0 .75rem; padding: .75rem 1rem; background: var(--code); border-radius: .5rem; overflow-wrap: anywhere; white-space: pre-line; }
.thread small { display: block; white-space: normal; }
`;
