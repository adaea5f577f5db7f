def page = new File(basedir, 'target/site/gate.html').text
assert page.contains('REFUSED'): 'the verdict is not on the page'
assert page.contains('href="gate/report.html"'): 'the page does not lead to the whole report'
assert page =~ /tense\.past<\/td>\s*<td[^>]*>FAIL/ : 'the table has no row of the failing bucket'
assert page =~ /tense\.present<\/td>\s*<td[^>]*>PASS/ : 'the table has no row of the bucket that holds'
assert page.contains('&lt;script&gt;') && !page.contains('<script>alert'): 'a name from outside is not escaped'
def verdict = new File(basedir, 'target/gate/verdict.json').text
def digest = (verdict =~ /"candidate": \{\s*"sha256": "([0-9a-f]{64})"/)[0][1]
assert page.contains(digest): 'the page does not name the evidence by its digest'
assert new File(basedir, 'target/site/gate/report.html').text.contains('tense.past')
assert new File(basedir, 'target/alone/gate/report.html').exists(): 'the goal alone writes no report'
