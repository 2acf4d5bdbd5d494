namespace IncidentDesk.Tests.Delivery;

/// <summary>The report of a scene, to be changed where a test wants something else.</summary>
internal sealed record ReportRow
{
    public const string Triage =
        """
        [{"rule":"severity-base","outcome":"critical","facts":{},"explanation":"The score is 80 or more.","explanationVi":"Điểm từ 80 trở lên."},
         {"rule":"serious","outcome":"yes","facts":{},"explanation":"The system is seriously disrupted.","explanationVi":"Hệ thống bị gián đoạn nghiêm trọng."},
         {"rule":"serious","outcome":"no","facts":{},"explanation":"No harm to national security.","explanationVi":"Không ảnh hưởng an ninh quốc gia."}]
        """;

    public string Title { get; init; } = "Máy chủ cổng thông tin bị chèn mã độc";
    public string Category { get; init; } = "intrusions/application-compromise";
    public string Tlp { get; init; } = "amber";
    public string Reality { get; init; } = "real";
    public string Description { get; init; } = "Trang chủ hiện nội dung lạ từ sáng nay.";
    public string SafeEmail { get; init; } = "null";

    public string Facts =>
        $$"""
        {"agency":"SO-YTE","title":"{{Title}}","description":"{{Description}}","category":"{{Category}}",
         "detectedAt":"2026-11-20T09:45:00.000Z","occurredAt":null,"system":null,"need":"response",
         "impact":{"functional":"denial-non-critical","activity":"effect","location":"business-network","actor":"criminal",
         "information":"privacy-data-loss","recoverability":"supplemented","potential":"moderate","sector":"government"},
         "flags":{"seriousDisruption":true,"nationalSecurity":false,"beyondCapacity":false},
         "personalData":{"involved":true,"subjects":1200,"sensitive":false,"locationOrBiometric":false,"establishedAt":null},
         "tlp":"{{Tlp}}","cves":["CVE-2022-40684"],
         "observables":[{"type":"ipv4","value":"203.0.113.7","note":null},{"type":"url","value":"http://xau.example/a.php","note":null},
         {"type":"sha512","value":"{{new string('a', 128)}}","note":null}],
         "contact":{"name":"Nguyễn Văn An","phone":"024 0000 0001","phoneE164":"+842400000001","email":"an@soyte.example","safeEmail":{{SafeEmail}}},
         "source":"","sourceRef":null,"reportedVia":"api","drill":false,"kind":"initial","incident":null}
        """;
}
