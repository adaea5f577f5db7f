def log = new File(basedir, 'build.log').text
def parts = log.split('nothing is asked again', -1)
assert parts.length == 2: 'exactly the second build finds nothing changed'
assert parts[0].contains('report '): 'the first build evaluates'
assert new File(basedir, 'target/gate/verdict.json').text.contains('"decision": "PASS"')
