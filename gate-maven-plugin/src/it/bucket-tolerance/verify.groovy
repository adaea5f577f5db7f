def log = new File(basedir, 'build.log').text
assert log.contains('the candidate is refused'): 'the tolerance on the command line is not taken'
assert new File(basedir, 'target/gate/verdict.json').text.contains('"promotable": false')
