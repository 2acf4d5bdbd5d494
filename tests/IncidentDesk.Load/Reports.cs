using System.Globalization;
using System.Text;

namespace IncidentDesk.Load;

/// <summary>The reports that are filed: about 1.3 KB each, every one with a natural key of its own.</summary>
public static class Reports
{
    private const string Ordinary =
        """
        { "title": "Nhiều lần đăng nhập sai vào cổng thông tin", "description": "Hệ thống giám sát ghi nhận nhiều lần đăng nhập sai từ một địa chỉ lạ trong một giờ. Tài khoản quản trị chưa bị chiếm. Đã chặn địa chỉ ở tường lửa và đổi mật khẩu các tài khoản bị thử. Đơn vị đang rà soát nhật ký ba ngày gần nhất và sẽ báo cáo bổ sung nếu có dấu hiệu mới.",
          "category": "intrusion-attempts/brute-force", "detectedAt": "2026-11-20T16:45:00+07:00", "system": null,
          "impact": { "functional": "no-impact-to-services", "activity": "engage", "location": "business-dmz", "actor": "unknown",
                      "information": "no-impact", "recoverability": "regular", "potential": "low", "sector": "government" },
          "flags": { "seriousDisruption": SERIOUS, "nationalSecurity": false, "beyondCapacity": false },
          "personalData": { "involved": false }, "tlp": "amber", "cves": ["CVE-2022-40684"],
          "observables": [ { "type": "ipv4", "value": "203.0.113.7" }, { "type": "domain", "value": "login.bad.example" } ],
          "contact": { "name": "Nguyễn Văn An", "phone": "024 0000 0001", "email": "an@soyte.example" },
          "source": "load", "sourceRef": "REFERENCE", "reportedVia": "api" }
        """;

    private static readonly string[] Plain = Parts("false"), Serious = Parts("true");

    public static byte[] Body(long n, int seriousPercent)
    {
        var parts = n % 100 < seriousPercent ? Serious : Plain;
        return Encoding.UTF8.GetBytes(string.Concat(parts[0], n.ToString("D12", CultureInfo.InvariantCulture), parts[1]));
    }

    private static string[] Parts(string serious) => Ordinary.Replace("SERIOUS", serious, StringComparison.Ordinal).Split("REFERENCE");
}
