def log = new File(basedir, 'build.log').text
assert log.contains('| `tense.past_participle` |'): 'the table does not name the degraded bucket'
assert log.contains('the candidate is refused')
