/** One sheet for all pages: system fonts, contrast of at least 4.5:1 in both colour schemes. */
export const style = `
:root { color-scheme: light dark; --text: #1c2733; --soft: #4a5a6a; --ground: #f4f6f8; --card: #fff; --line: #c3ccd5;
  --accent: #0b5cad; --on-accent: #fff; --alarm: #a3161f; --code: #eef2f6; }
@media (prefers-color-scheme: dark) { :root { --text: #e6ebf0; --soft: #aab7c4; --ground: #12181f; --card: #1b232c;
  --line: #465565; --accent: #7db8f5; --on-accent: #0b1520; --alarm: #ff9a9f; --code: #10161d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
header { padding: .75rem 1rem; background: var(--card); border-bottom: 1px solid var(--line); }
header p { max-width: 62rem; margin: 0 auto; }
header span, .soft { color: var(--soft); }
main { margin: 1.5rem auto; padding: 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
main.narrow { max-width: 30rem; }
main.wide { max-width: 62rem; }
@media (max-width: 32rem) { main { margin: 0; border-width: 0 0 1px; border-radius: 0; } }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
p, ul, dl { margin: 0 0 1rem; }
a { color: var(--accent); }
label { display: block; margin-bottom: .25rem; font-weight: 600; }
input[type=text], input[type=password] { width: 100%; margin-bottom: 1rem; padding: .55rem .65rem; font: inherit;
  color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: .3rem; }
fieldset { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .3rem; }
legend { padding: 0 .3rem; font-weight: 600; }
.choice { display: grid; grid-template-columns: 1.5rem 1fr; margin: .5rem 0; font-weight: 400; }
.choice input { width: 1.1rem; height: 1.1rem; margin: .25rem 0 0; }
.choice small { grid-column: 2; color: var(--soft); }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; }
button { min-height: 2.75rem; padding: .5rem 1.25rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--accent); background: transparent; border: 1px solid var(--accent); border-radius: .3rem; }
button.main { color: var(--on-accent); background: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[role=alert] { padding: .6rem .8rem; color: var(--alarm); border: 1px solid var(--alarm); border-radius: .3rem; }
code, pre { font: .9em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: var(--code); }
code { padding: .1rem .25rem; border-radius: .2rem; overflow-wrap: anywhere; }
pre { margin: 0 0 1rem; padding: .75rem; border-radius: .3rem; overflow-x: auto; }
pre code { padding: 0; overflow-wrap: normal; }
table code { white-space: nowrap; }
.table { overflow-x: auto; margin-bottom: 1rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .4rem .6rem .4rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
`;
