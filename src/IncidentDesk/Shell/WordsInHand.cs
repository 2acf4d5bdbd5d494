using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using IncidentDesk.Pipeline.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Primitives;

namespace IncidentDesk.Shell;

/// <summary>
/// Who typed for longer than a proof lasts is asked for the password before the form is read. Until they are back its words stand in a sealed cookie, which only the same
/// person opens, once, within ten minutes.
/// </summary>
public sealed class WordsInHand(IDataProtectionProvider protection, IAntiforgery antiforgery, TimeProvider clock)
{
    private const string Plain = "desk-words", Guarded = "__Host-desk-words", Proof = "/account/proof?";
    // Browsers keep 4096 bytes of a cookie, name and marks included.
    private const int Most = 3800;
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(10);
    private static readonly string[] NotKept = ["password", "again", "present", "code"];

    private readonly IDataProtector seal = protection.CreateProtector("words-in-hand");

    private sealed record Held(Guid Person, string Action, long Until, Dictionary<string, string?[]> Words);

    /// <summary>Where the answer sends them to show who they are, their words go along.</summary>
    public async Task KeepAsync(HttpContext http)
    {
        if (http.Response.StatusCode != StatusCodes.Status302Found || !http.Response.Headers.Location.ToString().StartsWith(Proof, StringComparison.Ordinal)
            || http.Items[typeof(Caller)] is not Caller { Person: { } person } || http.Request.ContentLength > 64 << 10)
            return;
        // Whoever wrote the words somewhere else has no token of ours, and puts none into this person's form.
        if (!await antiforgery.IsRequestValidAsync(http))
            return;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var words = form.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal) && !NotKept.Contains(field.Key)).ToDictionary(field => field.Key, field => field.Value.ToArray());
        var held = new Held(person, http.Request.Path.Value!, (clock.GetUtcNow() + Good).ToUnixTimeMilliseconds(), words);
        var text = Convert.ToBase64String(seal.Protect(Packed(JsonSerializer.SerializeToUtf8Bytes(held)))).TrimEnd('=');
        // Lax: whoever shows at a provider who they are comes back from another site.
        if (text.Length <= Most)
            http.Response.Cookies.Append(Name(http), text, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = Good, Path = "/", IsEssential = true });
    }

    public static bool AreThere(HttpContext http) => http.Request.Cookies.ContainsKey(Name(http));

    /// <summary>The page with the words in its form, where it has that form; they are let go then.</summary>
    public string Given(HttpContext http, string page)
    {
        if (Read(http) is not { } held || http.Items[typeof(Caller)] is not Caller caller || caller.Person != held.Person || held.Until < clock.GetUtcNow().ToUnixTimeMilliseconds())
            return page;
        var filled = new FilledForm(new FormCollection(held.Words.ToDictionary(word => word.Key, word => new StringValues(word.Value)))).In(page, held.Action);
        if (filled != page)
            http.Response.Cookies.Delete(Name(http), new() { Secure = http.Request.IsHttps, Path = "/" });
        return filled;
    }

    private Held? Read(HttpContext http)
    {
        try
        {
            var text = http.Request.Cookies[Name(http)] ?? "";
            return JsonSerializer.Deserialize<Held>(Unpacked(seal.Unprotect(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')))));
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
            brotli.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress))
            brotli.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Name(HttpContext http) => http.Request.IsHttps ? Guarded : Plain;
}
