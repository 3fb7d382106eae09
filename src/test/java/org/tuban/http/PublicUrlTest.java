package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PublicUrlTest {

    private static final String PAGE = "classpath:/static/";

    @Test
    void isTheSettingWhateverTheRequestSays() {
        PublicUrl url = new PublicUrl(new HttpSettings("https://plan.example.cn/tuban", "", PAGE));
        MockHttpServletRequest request = request("evil.example:1");
        request.addHeader("Forwarded", "host=evil.example;proto=http");
        request.addHeader("X-Forwarded-Host", "evil.example");

        assertThat(url.base(request)).isEqualTo("https://plan.example.cn/tuban");
        assertThat(url.authority(request)).isEqualTo("plan.example.cn");
        assertThat(url.isSecure()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, http://127.0.0.1:8080",
        "localhost:80, http://localhost",
        "Plan.Example.CN, http://plan.example.cn",
        "[::1]:8080, http://[::1]:8080"
    })
    void isTheHostThatTheRequestWasSentToWithoutASetting(String host, String base) {
        MockHttpServletRequest request = request(host);
        request.addHeader("X-Forwarded-Host", "evil.example");

        assertThat(new PublicUrl(new HttpSettings("", "", PAGE)).base(request)).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a@b", "a?b", "<script>", "a:b", "a:65536", "a:123456", "-", "图.cn"})
    void isTheServersOwnAddressWhenTheHostIsNone(String host) {
        MockHttpServletRequest request = request(host);
        request.setLocalAddr("127.0.0.1");
        request.setLocalPort(8080);

        assertThat(new PublicUrl(new HttpSettings("", "", PAGE)).base(request)).isEqualTo("http://127.0.0.1:8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan.example.cn",
                "ftp://plan.example.cn",
                "https://",
                "https://a/",
                "https://a?b",
                "https://u@a",
                "https://a b"
            })
    void refusesASettingThatIsNoBase(String setting) {
        assertThatThrownBy(() -> new HttpSettings(setting, "", PAGE)).hasMessageContaining("TUBAN_PUBLIC_URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "300.1.1.1", "10.0.0.0/33", "proxy.example.cn", ".*", "10.0.0.1,,x", "dead.beef"})
    void refusesProxiesThatAreNoAddresses(String proxies) {
        assertThatThrownBy(() -> new HttpSettings("", proxies, PAGE)).hasMessageContaining("TUBAN_TRUSTED_PROXIES");
    }

    private static MockHttpServletRequest request(String host) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ogc");
        request.setScheme("http");
        request.addHeader("Host", host);
        return request;
    }
}
