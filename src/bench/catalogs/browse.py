"""Opens the list of an exported catalog in Chromium and types into its search: browse.py CHROMIUM LIST. A copy of the page measures itself."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

MEASURE = """
<script>
addEventListener("load", () => {
  const shown = () => { document.body.offsetHeight; return performance.now(); };
  const found = { "opened and shown": shown() };
  for (const query of ["zebrafish", "soil dep", "9999", ""]) {
    const start = performance.now();
    document.getElementById("find").value = query;
    document.getElementById("year").dispatchEvent(new Event("change"));
    found[`search '${query}'`] = shown() - start;
  }
  document.title = JSON.stringify(found);
});
</script>
"""
browser, page = sys.argv[1], pathlib.Path(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    copy = pathlib.Path(folder) / "index.html"
    text = page.read_text(encoding="utf-8")
    copy.write_text(re.sub("<meta http-equiv=.*\n", "", text, count=1).replace("</body>", MEASURE + "</body>"), encoding="utf-8")
    dom = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--timeout=60000",
                          f"--user-data-dir={folder}/profile", "--dump-dom", copy.as_uri()],
                         capture_output=True, text=True, timeout=300).stdout
    title = re.search("<title>(\\{.*?\\})</title>", dom)
    for what, milliseconds in json.loads(title.group(1)).items() if title else []:
        print(f"{what}: {milliseconds:.0f} ms")
