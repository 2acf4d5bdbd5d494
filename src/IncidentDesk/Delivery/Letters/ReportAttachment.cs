using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentDesk.Delivery.Letters;

/// <summary>The report as it is stored, for machines on the other side, cut by what may leave: ids of people never stand in it.</summary>
public static class ReportAttachment
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string reportJson)
    {
        var report = JsonNode.Parse(reportJson)!.AsObject();
        // Who named a safe address has a reason to fear for the other one.
        if (report["contact"] is JsonObject contact && contact["safeEmail"] is not null)
            contact.Remove("email");
        return Encoding.UTF8.GetBytes(report.ToJsonString(Readable));
    }
}
