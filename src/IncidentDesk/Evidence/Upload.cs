using IncidentDesk.Pipeline;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IncidentDesk.Evidence;

/// <summary>
/// A file on its way in, with what was said of it: a multipart form (fields <c>file</c>, <c>description</c>, <c>tlp</c>, in any order), or the bytes alone as
/// <c>application/octet-stream</c> with their name in <c>Content-Disposition</c>. Nothing is held in memory, and no field is believed longer than a note.
/// </summary>
public sealed class Upload : IDisposable
{
    private const int MostField = 64 << 10, Slack = 1 << 20, MostFaults = 20;

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly List<Fault> faults = [];
    private IncomingFile? file;
    private string? name;

    private Upload()
    {
    }

    /// <summary>Before anything else: whether it is a kind of body that is read here at all.</summary>
    /// <exception cref="RefusedException">415.</exception>
    public static string? BoundaryOf(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count == 0 && MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            if (type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase))
                return null;
            if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 70 } boundary)
                return boundary;
        }
        throw new RefusedException(Problems.UnsupportedMediaType() with
        {
            Detail = "Send multipart/form-data with a field 'file', or the bytes as application/octet-stream.",
            DetailVi = "Hãy gửi multipart/form-data có trường 'file', hoặc nội dung tệp dạng application/octet-stream.",
        });
    }

    /// <param name="known">Fields of a form besides the file's own.</param>
    /// <param name="first">Asked once everything before the file was read: a form proves where it comes from.</param>
    public static async Task<Upload> ReceiveAsync(
        HttpContext http, EvidenceFiles files, long most, IReadOnlyList<string> known, Func<IReadOnlyDictionary<string, string>, Task>? first, CancellationToken cancellation)
    {
        var boundary = BoundaryOf(http.Request);
        if (http.Request.ContentLength > most + Slack)
            throw new RefusedException(Problems.TooLarge(most));
        files.RefuseFullDisk(http.Request.ContentLength ?? 0);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most + Slack;
        var upload = new Upload();
        try
        {
            if (boundary is null)
                await upload.ReadBytesAsync(http.Request, files, most, cancellation);
            else
                await upload.ReadFormAsync(new MultipartReader(boundary, http.Request.Body), files, most, known, first, cancellation);
            return upload;
        }
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException && broken.GetType() == typeof(IOException)))
        {
            upload.Dispose();
            throw new RefusedException(Problems.Validation(Faults.Saying("", "malformed",
                "The form did not arrive whole or is not well-formed: send it again.", "Biểu mẫu không đến trọn vẹn hoặc không đúng quy cách: hãy gửi lại.")));
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    /// <exception cref="RefusedException">400: something is missing, unknown, or given twice.</exception>
    public EvidenceBody ToBody()
    {
        if (file is null)
            faults.Add(Faults.At("/file", "required"));
        else if (name is null)
            faults.Add(Faults.At("Content-Disposition", "required"));
        return faults.Count == 0
            ? new(name!, Field("description"), Field("tlp"), file!)
            : throw new RefusedException(Problems.Validation(faults));
    }

    public string? Field(string field) => fields.GetValueOrDefault(field) is { Length: > 0 } text ? text : null;

    public void Dispose() => file?.Dispose();

    private async Task ReadBytesAsync(HttpRequest request, EvidenceFiles files, long most, CancellationToken cancellation)
    {
        if (ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var said))
            TakeName(said);
        file = await files.ReceiveAsync(request.Body, most, cancellation);
    }

    private async Task ReadFormAsync(
        MultipartReader form, EvidenceFiles files, long most, IReadOnlyList<string> known, Func<IReadOnlyDictionary<string, string>, Task>? first, CancellationToken cancellation)
    {
        while (await form.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (faults.Count >= MostFaults)
                throw new RefusedException(Problems.Validation(faults));
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said))
                throw new InvalidDataException("A part without a name.");
            var field = HeaderUtilities.RemoveQuotes(said.Name).Value ?? "";
            if (field == "file" && file is null)
            {
                if (first is not null)
                    await first(fields);
                TakeName(said);
                file = await files.ReceiveAsync(section.Body, most, cancellation);
            }
            else if (!known.Contains(field) && field is not ("description" or "tlp" or "file"))
                faults.Add(Faults.At("/" + WireText.Shown(field), "unknown-field"));
            else if (fields.ContainsKey(field) || field == "file")
                faults.Add(Faults.At("/" + field, "duplicate-field"));
            else
                fields[field] = await TextAsync(section, field, cancellation);
        }
        if (first is not null && file is null)
            await first(fields);
    }

    private async Task<string> TextAsync(MultipartSection section, string field, CancellationToken cancellation)
    {
        section.Body = new MostBytes(section.Body, MostField);
        var text = await section.ReadAsStringAsync(cancellation);
        if (WireText.TryClean(text, out var clean))
            return clean;
        faults.Add(Faults.At("/" + field, "forbidden-character"));
        return "";
    }

    /// <summary>What a part says that its file is called; empty where it says nothing.</summary>
    public static string NameIn(ContentDispositionHeaderValue said) =>
        FileNames.Given(HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).Value ?? "");

    private void TakeName(ContentDispositionHeaderValue said)
    {
        var given = NameIn(said);
        if (given.Length == 0)
            return;
        if (WireText.TryClean(given, out var clean))
            name = clean;
        else
            faults.Add(Faults.At("/name", "forbidden-character"));
    }
}

/// <summary>What came, ready to be judged.</summary>
public sealed record EvidenceBody(string Name, string? Description, string? Tlp, IncomingFile File);
