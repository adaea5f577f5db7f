package dev.modelgate.core.stats.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edges of the methods that the worked cases leave open, asked as a user would ask. */
class EdgeCasesTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static Map<String, Object> ask(String method, String input) {
        try {
            return StatMethods.named(method)
                    .orElseThrow()
                    .compute(JsonTree.object(JSON.readTree(input.replace('\'', '"'))));
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "wilson | {'x':0,'n':0,'conf':0.9}",
                "clopper_pearson_upper | {'x':0,'n':0,'alpha':0.05}",
                "tango | {'b':0,'c':0,'n':0,'conf':0.9}",
                "tango_test | {'b':0,'c':0,'n':0,'delta0':0}",
                "newcombe_unpaired | {'x1':1,'n1':2,'x2':0,'n2':0,'conf':0.9}",
                "farrington_manning | {'x1':0,'n1':0,'x2':0,'n2':1,'margin':0}",
                "miettinen_nurminen | {'x1':1,'n1':2,'x2':0,'n2':0,'conf':0.9,'bias_correction':false}",
                "aggregate_bounds | {'n':0,'s_base':0,'s_cand':0,'margin':'0.02','alpha':0.05}",
                "paired_t | {'d':[0.5],'conf':0.9}",
                "paired_t | {'d':[],'conf':0.9}",
                "bootstrap_paired | {'d':[],'seed':'1','resamples':10,'conf':0.9}",
                "clustered_se | {'d':[],'cluster':[],'conf':0.9}",
                "hoeffding | {'mean':0,'n':0,'alpha':0.05}",
                "median_ratio | {'design':'paired','candidate':[],'baseline':[],'conf':0.9}",
                "median_ratio | {'design':'unpaired','candidate':[1,2,'Infinity','Infinity','Infinity'],'baseline':[1,2],'conf':0.9}",
                "median_order_ci | {'candidate':[],'baseline':[1],'conf':0.9}",
                "msprt | {'theta_hat':0,'theta0':0,'var':0.1,'n':0,'tau2':0.1,'alpha':0.05}",
                "msprt | {'theta_hat':0,'theta0':0,'var':0,'n':5,'tau2':0.1,'alpha':0.05}",
                "group_sequential | {'fractions':[],'alpha':0.05,'spending':'obf'}",
                "kl | {'p':[0,0],'q':[1,1],'smoothing':0}",
                "kl | {'p':[],'q':[],'smoothing':0.5}",
                "psi_categorical | {'reference':{},'current':{'a':1}}",
                "psi_categorical | {'reference':{'a':1},'current':{'a':0},'smoothing':0.5}",
                "psi_numeric | {'reference':[],'current':[1],'bins':4}",
                "psi_numeric | {'reference':[null],'current':[1],'bins':4}",
                "psi_numeric | {'reference':[1],'current':[],'bins':4}",
                "psi_null_quantile | {'n_ref':0,'n_cur':5,'bins':10,'alpha':0.05}",
                "icer_frontier | {'strategies':[]}"
            })
    void answer_is_undefined_when_there_is_nothing_to_estimate_from(String method, String input) {
        assertThat(ask(method, input)).isEqualTo(Map.of("undefined", true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "wilson | {'x':-1,'n':3,'conf':0.9} | x is -1",
                "wilson | {'x':1.5,'n':3,'conf':0.9} | field 'x' is '1.5'",
                "wilson | {'x':'1','n':3,'conf':0.9} | a whole number is required",
                "wilson | {'x':1,'n':3,'conf':1} | conf is 1.0",
                "wilson | {'x':1,'n':3,'conf':0} | conf is 0.0",
                "wilson | {'x':1,'n':3,'conf':'NaN'} | a decimal number is required",
                "wilson | {'x':1,'n':3,'conf':null} | field 'conf' is null",
                "wilson | {'x':1,'n':3} | field 'conf' is missing",
                "wilson | {'x':1,'n':3,'conf':true} | a decimal number is required",
                "wilson | {'x':1,'n':99999999999999999999,'conf':0.9} | a whole number is required",
                "wilson | {'x':1,'n':9999999999999999,'conf':0.9} | counts go up to",
                "tango | {'b':3,'c':3,'n':5,'conf':0.9} | b + c is 3 + 3",
                "tango | {'b':7,'c':0,'n':5,'conf':0.9} | b + c is 7 + 0",
                "tango_test | {'b':0,'c':0,'n':5,'delta0':1.1} | delta0 is 1.1",
                "mcnemar_exact | {'b':-1,'c':3} | b is -1",
                "mcnemar_midp | {'b':1,'c':-3} | c is -3",
                "mcnemar_midp | {'b':1500000000,'c':1500000000} | counts below 2147483647",
                "newcombe_paired10 | {'a':-1,'b':0,'c':0,'d':0,'conf':0.9} | a is -1",
                "farrington_manning | {'x1':1,'n1':2,'x2':1,'n2':2,'margin':-0.1} | margin is -0.1",
                "farrington_manning | {'x1':1,'n1':2,'x2':1,'n2':2,'margin':1.1} | margin is 1.1",
                "miettinen_nurminen | {'x1':1,'n1':2,'x2':1,'n2':2,'conf':0.9,'bias_correction':1} | true or false",
                "aggregate_bounds | {'n':5,'s_base':6,'s_cand':0,'margin':'0.02','alpha':0.05} | x is 6",
                "aggregate_bounds | {'n':5,'s_base':1,'s_cand':6,'margin':'0.02','alpha':0.05} | x is 6",
                "aggregate_bounds | {'n':5,'s_base':1,'s_cand':1,'margin':'2','alpha':0.05} | margin is 2",
                "aggregate_bounds | {'n':5,'s_base':1,'s_cand':1,'margin':'0.02','alpha':0.5} | alpha is 0.5",
                "holm | {'p':[0.1,-0.1]} | p is -0.1",
                "holm | {'p':['NaN']} | field 'p'[0] is 'NaN'",
                "holm | {'p':0.5} | a list is required",
                "bh | {'p':[2]} | p is 2.0",
                "paired_t | {'d':[0.5,null],'conf':0.9} | field 'd'[1] is null",
                "clustered_se | {'d':[1,2],'cluster':['a',null],'conf':0.9} | field 'cluster'[1] is null",
                "clustered_se | {'d':[1],'cluster':['a','b'],'conf':0.9} | d has 1 entries",
                "bootstrap_paired | {'d':[1,0],'seed':'-1','resamples':10,'conf':0.9} | seed is '-1'",
                "bootstrap_paired | {'d':[1,0],'seed':'18446744073709551616','resamples':10,'conf':0.9} | at most 18446744073709551615",
                "bootstrap_paired | {'d':[1,0],'seed':'1','resamples':0,'conf':0.9} | resamples is 0",
                "bootstrap_paired | {'d':[1,0],'seed':'1','resamples':3000000000,'conf':0.9} | at most 2147483647",
                "hoeffding | {'mean':1.5,'n':4,'alpha':0.05} | mean is 1.5",
                "power_paired | {'kind':'n_harm','psi':1.2,'delta':0.05,'alpha':0.05,'power':0.8} | psi is 1.2",
                "power_paired | {'kind':'n_harm','psi':0.2,'delta':0.05,'alpha':0,'power':0.8} | alpha is 0.0",
                "power_paired | {'kind':'n_harm','psi':0.2,'delta':0.05,'alpha':0.05,'power':1} | power is 1.0",
                "power_paired | {'kind':'n_ni','psi':0.2,'true_delta':2,'margin':0.1,'alpha':0.05,'power':0.8} | true_delta is 2.0",
                "power_paired | {'kind':'mde_harm','n':-1,'psi':0.2,'alpha':0.05,'power':0.8} | n",
                "power_paired | {'kind':'magic'} | kind is 'magic'",
                "power_paired | {'kind':'power_harm_exact','n':5,'p_b':0.6,'p_c':0.6,'alpha':0.05,'test':'midp'} | p_b + p_c",
                "power_paired | {'kind':'power_harm_exact','n':5,'p_b':0.1,'p_c':0.1,'alpha':0.05,'test':'chi'} | test is 'chi'",
                "power_paired | {'kind':'power_ni_exact','n':5,'p_b':0.1,'p_c':0.1,'alpha':0.05,'margin':-1} | margin is -1",
                "median_ratio | {'design':'paired','candidate':[1,2],'baseline':[1],'conf':0.9} | candidate has 2 entries",
                "median_ratio | {'design':'crossed','candidate':[1,2],'baseline':[1,2],'conf':0.9} | design is 'crossed'",
                "median_ratio | {'design':'unpaired','candidate':[1,-2],'baseline':[1,2],'conf':0.9} | a value is -2.0",
                "median_order_ci | {'candidate':[1,0],'baseline':[1,2],'conf':0.9} | a value is 0.0",
                "group_sequential | {'fractions':[0.5,0.5],'alpha':0.05,'spending':'obf'} | a fraction is 0.5 after 0.5",
                "group_sequential | {'fractions':[0.5,1.5],'alpha':0.05,'spending':'obf'} | a fraction is 1.5",
                "group_sequential | {'fractions':[0],'alpha':0.05,'spending':'obf'} | a fraction is 0.0",
                "group_sequential | {'fractions':[1],'alpha':0.05,'spending':'linear'} | spending is 'linear'",
                "msprt | {'theta_hat':0,'theta0':0,'var':-1,'n':5,'tau2':0.1,'alpha':0.05} | var is -1.0",
                "msprt | {'theta_hat':0,'theta0':0,'var':1,'n':5,'tau2':0,'alpha':0.05} | tau2 is 0.0",
                "seq_mcnemar_e | {'b':0,'c':0,'alpha':1} | alpha is 1.0",
                "seq_mcnemar_e | {'b':-1,'c':0,'alpha':0.05} | b is -1",
                "kl | {'p':[-1],'q':[1],'smoothing':0.5} | a weight is -1.0",
                "kl | {'p':[1],'q':[1],'smoothing':-0.5} | smoothing is -0.5",
                "psi_categorical | {'reference':{'a':-1},'current':{'a':1}} | a count is -1",
                "psi_categorical | {'reference':{'a':1},'current':{'a':0.5}} | 'current.a' is '0.5'",
                "psi_categorical | {'reference':[1],'current':{'a':1}} | an object is required",
                "psi_categorical | {'reference':{'a':1},'current':{'a':1},'smoothing':-1} | smoothing is -1.0",
                "psi_numeric | {'reference':[1],'current':[1],'bins':0} | bins is 0",
                "psi_numeric | {'reference':[1],'current':['x'],'bins':2} | field 'current'[0] is 'x'",
                "psi_null_quantile | {'n_ref':5,'n_cur':5,'bins':0,'alpha':0.05} | bins is 0",
                "icer | {'cost_base':'NaN','quality_base':'1','cost_cand':'1','quality_cand':'1','wtp':null} | field 'cost_base'",
                "icer | {'cost_base':'1e9999','quality_base':'1','cost_cand':'1','quality_cand':'1','wtp':null} | 1000 digits",
                "icer_frontier | {'strategies':[{'id':'A','cost':'1','quality':'1'},{'id':'A','cost':'2','quality':'2'}]} | strategy 'A' occurs twice",
                "icer_frontier | {'strategies':[{'id':1,'cost':'1','quality':'1'}]} | a string is required",
                "point_rule | {'baseline':null,'candidate':'0.9','tolerance':'0.02'} | field 'baseline' is null",
                "point_rule | {'baseline':'NaN','candidate':'0.9','tolerance':'0.02'} | a decimal number",
                "point_rule | {'baseline':'0.9','candidate':'0.9','tolerance':'1.1'} | tolerance is 1.1",
                "point_rule | {'baseline':'-0.1','candidate':'0.9','tolerance':'0.1'} | baseline is -0.1",
                "noninferiority_decision | {'alpha':0.05,'buckets':[{'id':'a','b':1,'c':0,'n':0,'tol':'0.02'}]} | b + c is 1 + 0",
                "noninferiority_decision | {'alpha':0.05,'buckets':[{'id':'a','b':1,'c':0,'n':5,'tol':'-0.02'}]} | tolerance is -0.02",
                "noninferiority_decision | {'alpha':0.6,'buckets':[]} | alpha is 0.6"
            })
    void question_is_refused_and_the_cause_named_when_it_makes_no_sense(String method, String input, String cause) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(method, input))
                .withMessageContaining(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "holm | {'p':[]} | {'adjusted':[]}",
                "bh | {'p':[]} | {'adjusted':[]}",
                "noninferiority_decision | {'alpha':0.05,'buckets':[]} | {'buckets':[],'verdict':'INCONCLUSIVE'}",
                "tango_test | {'b':5,'c':0,'n':5,'delta0':1} | {'z':0.0,'p_upper':0.5}",
                "tango_test | {'b':4,'c':0,'n':5,'delta0':1} | {'z':'-Infinity','p_upper':1.0}",
                "tango_test | {'b':0,'c':4,'n':5,'delta0':-1} | {'z':'Infinity','p_upper':0.0}",
                "tango_test | {'b':0,'c':0,'n':5,'delta0':0} | {'z':0.0,'p_upper':0.5}",
                "farrington_manning | {'x1':0,'n1':5,'x2':5,'n2':5,'margin':1} | {'z':0.0,'p':0.5}",
                "farrington_manning | {'x1':1,'n1':5,'x2':5,'n2':5,'margin':1} | {'z':'Infinity','p':0.0}",
                "power_paired | {'kind':'n_harm','psi':0.1,'delta':0,'alpha':0.05,'power':0.8} | {'n':null,'n_ceil':null}",
                "power_paired | {'kind':'n_harm','psi':0.01,'delta':0.5,'alpha':0.05,'power':0.8} | {'n':null,'n_ceil':null}",
                "power_paired | {'kind':'mde_harm','n':0,'psi':0.1,'alpha':0.05,'power':0.8} | {'mde':null}",
                "power_paired | {'kind':'n_ni','psi':0.001,'true_delta':0.1,'margin':0.02,'alpha':0.05,'power':0.8} | {'n':null}",
                "power_paired | {'kind':'n_ni','psi':0,'true_delta':0,'margin':0.02,'alpha':0.05,'power':0.8} | {'n':0.0}",
                "power_paired | {'kind':'power_harm_exact','n':0,'p_b':0.1,'p_c':0.1,'alpha':0.05,'test':'midp'} | {'power':0.0}",
                "power_paired | {'kind':'power_harm_exact','n':5,'p_b':0,'p_c':0,'alpha':0.05,'test':'midp'} | {'power':0.0}",
                "power_paired | {'kind':'power_harm_exact','n':4,'p_b':0,'p_c':1,'alpha':0.0625,'test':'exact'} | {'power':1.0}",
                "power_paired | {'kind':'power_ni_exact','n':0,'p_b':0.1,'p_c':0.1,'alpha':0.05,'margin':0.1} | {'power':0.0}",
                "power_paired | {'kind':'power_ni_exact','n':133,'p_b':0,'p_c':0,'alpha':0.05,'margin':0.02} | {'power':1.0}",
                "power_paired | {'kind':'power_ni_exact','n':132,'p_b':0,'p_c':0,'alpha':0.05,'margin':0.02} | {'power':0.0}",
                "kl | {'p':[0,4],'q':[0,4],'smoothing':0} | {'kl_pq':0.0,'kl_qp':0.0,'js':0.0,'psi':0.0}",
                "psi_categorical | {'reference':{'a':5},'current':{'a':9}} | {'psi':0.0,'df':0,'critical_95':0.0,'p_value':1.0,'level':'stable'}",
                "psi_numeric | {'reference':[3,null],'current':[null],'bins':1,'smoothing':0} | {'edges':[],'ref_counts':[1,1],'cur_counts':[0,1],'psi':'Infinity'}",
                "psi_null_quantile | {'n_ref':5,'n_cur':5,'bins':1,'alpha':0.05} | {'critical':0.0,'threshold_0_1_p':0.0,'threshold_0_25_p':0.0}",
                "icer | {'cost_base':'1','quality_base':'1','cost_cand':'1.0','quality_cand':'1.00','wtp':null} | {'d_cost':0.0,'d_quality':0.00,'quadrant':'EQUAL','icer':null,'inmb':null}",
                "icer | {'cost_base':'1','quality_base':'1','cost_cand':'1','quality_cand':'2'} | {'d_cost':0,'d_quality':1,'quadrant':'DOMINANT','icer':null,'inmb':null}",
                "point_rule | {'baseline':0.05,'candidate':0.03,'tolerance':0.02} | {'pass':true}",
                "seq_mcnemar_e | {'b':2000,'c':0,'alpha':0.05} | {'log_e':-7.601402334583733,'reject':false}",
                "clustered_se | {'d':[0.5],'cluster':[7],'conf':0.9} | {'n':1,'G':1,'mean':0.5,'se_iid':null,'se_cr0':0.0,'se_miller':null,'se_cr1':null,'deff':null,'lower':null,'upper':null}",
                "bootstrap_paired | {'d':[0.1,0.1,0.1],'seed':'18446744073709551615','resamples':3,'conf':0.9} | {'mean':0.1,'pct_lower':0.1,'pct_upper':0.1,'first_indices':[2,2,0],'bca_lower':0.1,'bca_upper':0.1,'degenerate':true}",
                "paired_t | {'d':[0.1,0.1,0.1],'conf':0.9} | {'mean':0.1,'se':0.0,'lower':0.1,'upper':0.1,'degenerate':true}",
                "clopper_pearson_upper | {'x':4,'n':4,'alpha':0.05} | {'upper':1.0}",
                "clopper_pearson_upper | {'x':0,'n':149,'alpha':0.05} | {'upper':0.019904816220685}",
                "hoeffding | {'mean':0.5,'n':8,'alpha':0.05} | {'lower':-0.3654091913011}",
                "median_order_ci | {'candidate':[1,2,3],'baseline':[1,2,3],'conf':0.5} | {'rank_c':1,'rank_b':1,'lower':0.3333333333333333,'upper':3.0}",
                "median_order_ci | {'candidate':[2,4,6,8,9,9,10,'Infinity'],'baseline':[1,1,1,1,1,1,1,2],'conf':0.9} | {'rank_c':1,'rank_b':1,'lower':1.0,'upper':'Infinity'}"
            })
    void answer_is_exact_when_the_question_lies_on_an_edge(String method, String input, String expected)
            throws JsonProcessingException {
        new Comparison(1e-10, 0).check(method, JsonTree.object(exact(expected)), withoutDecimals(ask(method, input)));
    }

    private static JsonNode exact(String json) throws JsonProcessingException {
        return JSON.copy()
                .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
                .readTree(json.replace('\'', '"'));
    }

    /** Whole decimals of the cost methods are reals, not counts. */
    private static Map<String, Object> withoutDecimals(Map<String, Object> answer) {
        Map<String, Object> result = new LinkedHashMap<>(answer);
        result.replaceAll((key, value) -> value instanceof BigDecimal decimal && decimal.scale() <= 0
                ? (Object) decimal.longValueExact()
                : value);
        return result;
    }

    @Test
    void dominated_and_extended_options_are_named_as_listed() {
        Map<String, Object> answer = ask(
                "icer_frontier",
                "{'strategies':[{'id':'Z','cost':'9','quality':'1'},{'id':'A','cost':'0','quality':'1'},"
                        + "{'id':'Y','cost':'0','quality':'0.5'},{'id':'B','cost':'8','quality':'2'},"
                        + "{'id':'C','cost':'9','quality':'3'}]}");

        assertThat(answer).containsEntry("frontier", List.of("A", "C"));
        assertThat(answer).containsEntry("dominated", List.of("Z", "Y"));
        assertThat(answer).containsEntry("extended", List.of("B"));
        assertThat(answer.get("icers")).isEqualTo(List.of(Optional.empty(), new BigDecimal("4.5")));
    }

    @Test
    void boundary_is_infinite_when_nothing_may_be_spent_yet() {
        Map<String, Object> answer = ask("group_sequential", "{'fractions':[0.001,1],'alpha':0.05,'spending':'obf'}");

        assertThat((List<?>) answer.get("z")).element(0).isEqualTo("Infinity");
        assertThat((double) ((List<?>) answer.get("z")).get(1)).isCloseTo(1.6448536269514722, within(1e-7));
    }

    @Test
    void boundary_of_a_single_look_is_the_fixed_test() {
        Map<String, Object> answer = ask("group_sequential", "{'fractions':[1],'alpha':0.025,'spending':'pocock'}");

        assertThat((double) ((List<?>) answer.get("z")).get(0)).isCloseTo(1.959963984540054, within(1e-9));
    }

    @Test
    void boundaries_spend_alpha_also_when_looks_follow_unevenly() {
        Map<String, Object> far = ask("group_sequential", "{'fractions':[0.5,1],'alpha':0.05,'spending':'pocock'}");
        Map<String, Object> close =
                ask("group_sequential", "{'fractions':[0.4999,0.5,1],'alpha':0.05,'spending':'pocock'}");

        assertThat((double) ((List<?>) close.get("z")).get(2))
                .isCloseTo((double) ((List<?>) far.get("z")).get(1), within(2e-3));
    }
}
