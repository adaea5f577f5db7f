def log = new File(basedir, 'build.log').text
assert log.contains('| `tense.past` |'): 'the table of failing buckets is not in the log'
assert !log.contains('| `tense.present` |'): 'a bucket that holds is in the table of failing ones'
assert log.contains('the candidate is refused')
assert new File(basedir, 'target/gate/verdict.json').text.contains('"decision": "REFUSED"')
