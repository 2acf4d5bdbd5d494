using System.Text.Json.Nodes;

namespace IncidentDesk.Harness;

/// <summary>The example report of the contract, to be changed where a test wants something else.</summary>
public static class ExampleReport
{
    public static JsonObject Body(string agency = "SO-YTE", string? sourceRef = null) => (JsonObject)JsonNode.Parse(
        $$"""
        {
          "agency": "{{agency}}", "title": "Máy chủ cổng thông tin bị chèn mã độc", "description": "Trang chủ hiện nội dung lạ.",
          "category": "intrusions/application-compromise", "detectedAt": "2026-11-20T16:45:00+07:00", "occurredAt": null,
          "system": null, "need": "response",
          "impact": { "functional": "denial-non-critical", "activity": "effect", "location": "business-network", "actor": "criminal",
                      "information": "privacy-data-loss", "recoverability": "supplemented", "potential": "moderate", "sector": "government" },
          "flags": { "seriousDisruption": true, "nationalSecurity": false, "beyondCapacity": false },
          "personalData": { "involved": true, "subjects": 1200, "sensitive": false },
          "tlp": "amber", "cves": ["CVE-2022-40684"],
          "observables": [ { "type": "ipv4", "value": "203.0.113.7" } ],
          "contact": { "name": "Nguyễn Văn An", "phone": "024 0000 0001", "email": "an@soyte.example", "safeEmail": null },
          "source": "soc-portal", "sourceRef": {{(sourceRef is null ? "null" : $"\"{sourceRef}\"")}}, "reportedVia": "api", "drill": false
        }
        """)!;

    /// <summary>The same, of an incident that is not serious and asks for nothing; nobody is written to because of it.</summary>
    public static JsonObject Ordinary(string agency = "SO-YTE", string? sourceRef = null)
    {
        var body = Body(agency, sourceRef);
        foreach (var name in (string[])["impact", "flags", "personalData", "need", "contact"])
            body.Remove(name);
        body["category"] = "intrusion-attempts/brute-force";
        return body;
    }
}
